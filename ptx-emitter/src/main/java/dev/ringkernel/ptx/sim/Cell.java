package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.isa.PtxType;

/** How an element lies in memory, and what a load makes of it. */
enum Cell {
  U8(1),
  S8(1),
  U16(2),
  S16(2),
  U32(4),
  S32(4),
  B64(8),
  /** Two 64-bit words, the low one first. */
  B128(16);

  final int bytes;

  Cell(int bytes) {
    this.bytes = bytes;
  }

  static Cell of(PtxType type) {
    boolean signed = type.kind() == PtxType.Kind.SIGNED;
    return switch (type.bits()) {
      case 8 -> signed ? S8 : U8;
      case 16 -> signed ? S16 : U16;
      case 32 -> signed ? S32 : U32;
      case 64 -> B64;
      case 128 -> B128;
      default -> throw new IllegalStateException(type + " does not lie in memory");
    };
  }

  /** The element, extended to 64 bits as its type says; the low word of 128 bits. */
  long load(long at) {
    return switch (this) {
      case U8 -> Raw.get8(at) & 0xffL;
      case S8 -> Raw.get8(at);
      case U16 -> Raw.get16(at) & 0xffffL;
      case S16 -> Raw.get16(at);
      case U32 -> Raw.get32(at) & 0xffffffffL;
      case S32 -> Raw.get32(at);
      case B64, B128 -> Raw.get64(at);
    };
  }

  /** A zero-extended element, extended as its type says. */
  long extend(long raw) {
    return switch (this) {
      case S8 -> (byte) raw;
      case S16 -> (short) raw;
      case S32 -> (int) raw;
      case U8, U16, U32, B64, B128 -> raw;
    };
  }

  /** As {@link #load}, ordered before all later accesses. */
  long loadAcquire(long at) {
    return switch (this) {
      case U8 -> Raw.acquire8(at) & 0xffL;
      case S8 -> Raw.acquire8(at);
      case U16 -> Raw.acquire16(at) & 0xffffL;
      case S16 -> Raw.acquire16(at);
      case U32 -> Raw.acquire32(at) & 0xffffffffL;
      case S32 -> Raw.acquire32(at);
      case B64, B128 -> Raw.acquire64(at);
    };
  }

  void store(long at, long value) {
    switch (this) {
      case U8, S8 -> Raw.set8(at, value);
      case U16, S16 -> Raw.set16(at, value);
      case U32, S32 -> Raw.set32(at, value);
      case B64, B128 -> Raw.set64(at, value);
    }
  }

  /** As {@link #store}, ordered behind all earlier accesses. */
  void storeRelease(long at, long value) {
    switch (this) {
      case U8, S8 -> Raw.release8(at, value);
      case U16, S16 -> Raw.release16(at, value);
      case U32, S32 -> Raw.release32(at, value);
      case B64, B128 -> Raw.release64(at, value);
    }
  }
}
