package dev.ringkernel.ptx.sim;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** Writes the moves that need no more than the lane. */
final class MoveCode {
  private static final ClassDesc READING = Reading.class.describeConstable().orElseThrow();
  private static final ClassDesc BLOCK = Block.class.describeConstable().orElseThrow();
  private static final ClassDesc LAUNCH = LaunchRun.class.describeConstable().orElseThrow();

  private final StretchCode s;

  MoveCode(StretchCode s) {
    this.s = s;
  }

  void write(Move op) {
    switch (op) {
      case Move.Copy m -> {
        s.load(m.a());
        s.store(m.d());
      }
      case Move.Wide m -> {
        s.load(m.a());
        s.load(m.b());
        s.store(m.high());
        s.store(m.low());
      }
      case Move.SharedAddress m -> {
        s.lane();
        s.c.getfield(StretchCode.LANE, "sharedStart", CD_long);
        plus(m.offset(), m.d());
      }
      case Move.FrameAddress m -> {
        s.lane();
        s.c.getfield(StretchCode.LANE, "frame", CD_int).i2l();
        plus(m.window() + m.offset(), m.d());
      }
      case Move.ArgumentAddress m -> {
        arguments(s);
        plus(m.offset(), m.d());
      }
      case Move.Special m -> {
        s.constant(m.reading(), READING);
        s.lane();
        s.c.invokevirtual(READING, "of", MethodTypeDesc.of(CD_long, StretchCode.LANE));
        s.store(m.d());
      }
      case Move.Convert m -> {
        s.load(m.a());
        s.c.loadConstant(m.mask()).land();
        plus(m.plus(), m.d());
      }
      case Move.Time m -> throw itself(m);
      case Move.IsSpace m -> throw itself(m);
      case Move.MapToRank m -> throw itself(m);
      case Move.RankOf m -> throw itself(m);
      case Move.StackSave m -> throw itself(m);
      case Move.StackRestore m -> throw itself(m);
      case Move.Alloca m -> throw itself(m);
    }
  }

  private void plus(long offset, int d) {
    if (offset != 0) {
      s.c.loadConstant(offset).ladd();
    }
    s.store(d);
  }

  /** Pushes the address of the kernel's arguments. */
  static void arguments(StretchCode s) {
    s.lane();
    s.c.getfield(StretchCode.LANE, "block", BLOCK);
    s.c.getfield(BLOCK, "launch", LAUNCH).getfield(LAUNCH, "arguments", CD_long);
  }

  private static IllegalStateException itself(Move op) {
    return new IllegalStateException(op + " executes itself");
  }
}
