package dev.ringkernel.ptx.sim.litmus;

import dev.ringkernel.ptx.isa.PtxType;
import org.jspecify.annotations.Nullable;

/**
 * A scalar of memory under one of its virtual addresses. All accesses to it have its width.
 *
 * @param index position among the program's locations
 * @param name {@code x}, or {@code x[2]} for the element of an array
 * @param memory index of the location that holds the bytes: its own, or that of what it is an alias
 *     of
 * @param type type whose width every access has
 * @param space state space
 * @param owner where the CTA is that has it, for shared memory; null for others
 * @param address the virtual address that registers hold
 * @param initial value before any thread starts
 */
public record Location(
    int index,
    String name,
    int memory,
    PtxType type,
    Space space,
    @Nullable Place owner,
    long address,
    long initial) {

  /** State spaces that litmus programs have. */
  public enum Space {
    GLOBAL,
    SHARED
  }

  /** Bytes of every access. */
  public int bytes() {
    return type.bits() / 8;
  }

  /** Whether another name stands for the same bytes. */
  public boolean isAlias() {
    return memory != index;
  }

  /** The low bits of {@code value} that fit. */
  long cut(long value) {
    return cut(type, value);
  }

  static long cut(PtxType type, long value) {
    return type.bits() >= 64 ? value : value & ((1L << type.bits()) - 1);
  }
}
