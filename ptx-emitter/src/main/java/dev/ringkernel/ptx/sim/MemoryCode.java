package dev.ringkernel.ptx.sim;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_byte;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_short;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** Writes loads, stores and atomic operations: each is checked as the interpreter does. */
final class MemoryCode {
  private static final ClassDesc ATOMIC = Atomic.class.describeConstable().orElseThrow();
  private static final ClassDesc UPDATE = Update.class.describeConstable().orElseThrow();
  private static final ClassDesc WHERE = Where.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc LOCATE =
      MethodTypeDesc.of(CD_long, StretchCode.LANE, CD_long, CD_int);
  private static final MethodTypeDesc APPLY =
      MethodTypeDesc.of(CD_long, UPDATE, CD_int, CD_long, CD_long, CD_long, CD_boolean);

  private final StretchCode s;
  private final CodeBuilder c;

  MemoryCode(StretchCode s) {
    this.s = s;
    this.c = s.c;
  }

  void write(Memory op) {
    switch (op) {
      case Memory.Load m -> {
        locate(m.where(), m.a(), m.offset(), m.cell().bytes, m.reach());
        load(m.cell(), false, m.mask());
        s.store(m.d());
      }
      case Memory.Store m -> {
        locate(m.where(), m.a(), m.offset(), m.cell().bytes, m.reach());
        s.load(m.b());
        store(m.cell(), false);
      }
      case Memory.LoadAll m -> loadAll(m);
      case Memory.StoreAll m -> {
        int bytes = m.cell().bytes;
        locate(m.where(), m.a(), m.offset(), bytes * m.b().length, m.reach());
        c.lstore(s.addressSlot());
        for (int i = 0; i < m.b().length; i++) {
          element(i * bytes);
          s.load(m.b()[i]);
          store(m.cell(), m.strong());
        }
      }
      case Memory.LoadWide m -> throw new IllegalStateException(m + " executes itself");
      case Memory.StoreWide m -> throw new IllegalStateException(m + " executes itself");
    }
  }

  private void loadAll(Memory.LoadAll m) {
    int bytes = m.cell().bytes;
    locate(m.where(), m.a(), m.offset(), bytes * m.d().length, m.reach());
    c.lstore(s.addressSlot());
    if (m.strong()) {
      c.iconst_0().istore(s.freshSlot());
    }
    for (int i = 0; i < m.d().length; i++) {
      element(i * bytes);
      load(m.cell(), m.strong(), m.mask());
      if (m.strong()) {
        compare(m.d()[i]);
      }
      s.store(m.d()[i]);
    }
    if (m.strong()) {
      s.looked();
    }
  }

  /** Marks the look as fresh if the value on the stack is not that of the register. */
  private void compare(int register) {
    c.dup2().lstore(s.valueSlot());
    s.load(register);
    c.lcmp();
    Label same = c.newLabel();
    c.ifeq(same);
    c.iconst_1().istore(s.freshSlot());
    c.labelBinding(same).lload(s.valueSlot());
  }

  private void element(int offset) {
    c.lload(s.addressSlot());
    if (offset != 0) {
      c.loadConstant((long) offset).ladd();
    }
  }

  /** Pushes the native address. */
  private void locate(Where where, int a, long offset, int bytes, Reach reach) {
    switch (where) {
      case GLOBAL -> checked("global", a, offset, false, bytes, reach);
      case GENERIC -> checked("generic", a, offset, false, bytes, reach);
      case SHARED -> checked("shared", a, offset, true, bytes, reach);
      case CLUSTER -> checked("cluster", a, offset, true, bytes, reach);
      case LOCAL -> checked("local", a, offset, true, bytes, reach);
      case FRAME -> {
        s.lane();
        c.getfield(StretchCode.LANE, "local", CD_long);
        s.lane();
        c.getfield(StretchCode.LANE, "frame", CD_int).i2l().ladd();
        plus(offset);
      }
      case ARGUMENT -> {
        MoveCode.arguments(s);
        plus(offset);
      }
      case BLOCK -> {
        s.mayFault();
        s.constant(reach, StretchCode.REACH);
        s.lane();
        s.lane();
        c.getfield(StretchCode.LANE, "sharedStart", CD_long);
        plus(offset);
        c.loadConstant(bytes).invokevirtual(StretchCode.REACH, "shared", LOCATE);
      }
    }
  }

  private void checked(String how, int a, long offset, boolean within, int bytes, Reach reach) {
    s.mayFault();
    s.constant(reach, StretchCode.REACH);
    s.lane();
    s.load(a);
    plus(offset);
    if (within) {
      PureCode.mask(c, 32);
    }
    c.loadConstant(bytes).invokevirtual(StretchCode.REACH, how, LOCATE);
  }

  private void plus(long offset) {
    if (offset != 0) {
      c.loadConstant(offset).ladd();
    }
  }

  private void load(Cell cell, boolean strong, long mask) {
    String how = strong ? "acquire" : "get";
    ClassDesc type =
        switch (cell) {
          case U8, S8 -> CD_byte;
          case U16, S16 -> CD_short;
          case U32, S32 -> CD_int;
          case B64, B128 -> CD_long;
        };
    int bits = Math.min(8 * cell.bytes, 64);
    c.invokestatic(StretchCode.RAW, how + bits, MethodTypeDesc.of(type, CD_long));
    long all =
        switch (cell) {
          case U8, U16, U32 -> {
            c.i2l();
            yield -1L >>> (64 - bits);
          }
          case S8, S16, S32 -> {
            c.i2l();
            yield -1L;
          }
          case B64, B128 -> -1L;
        };
    if ((all & mask) != -1L) {
      c.loadConstant(all & mask).land();
    }
  }

  private void store(Cell cell, boolean strong) {
    String how = strong ? "release" : "set";
    c.invokestatic(
        StretchCode.RAW,
        how + Math.min(8 * cell.bytes, 64),
        MethodTypeDesc.of(CD_void, CD_long, CD_long));
  }

  void write(Atomic op) {
    if (!(op instanceof Atomic.Scalar m)) {
      throw new IllegalStateException(op + " executes itself");
    }
    locate(m.where(), m.a(), m.offset(), m.bits() / 8, m.reach());
    c.lstore(s.addressSlot());
    s.constant(m.update(), UPDATE);
    c.loadConstant(m.bits()).lload(s.addressSlot());
    s.load(m.b());
    s.load(m.c());
    shared(m);
    c.invokestatic(ATOMIC, "apply", APPLY, true);
    if (m.d() < 0) {
      c.pop2();
      return;
    }
    c.iconst_0().istore(s.freshSlot());
    compare(m.d());
    s.store(m.d());
    s.looked();
  }

  private void shared(Atomic.Scalar m) {
    switch (m.where()) {
      case SHARED, CLUSTER, BLOCK -> c.iconst_1();
      case GLOBAL, LOCAL, FRAME, ARGUMENT -> c.iconst_0();
      case GENERIC -> {
        s.constant(m.where(), WHERE);
        s.load(m.a());
        c.invokevirtual(WHERE, "isShared", MethodTypeDesc.of(CD_boolean, CD_long));
      }
    }
  }
}
