package dev.ringkernel.ptx.sim;

import org.jspecify.annotations.Nullable;

/** An instruction that control comes to other than from the one before. */
final class Head {
  final int pc;

  /** Whether a turn that has used its quantum ends here. */
  final boolean yields;

  /** How often a lane came here that was interpreted; lanes of several threads lose some. */
  int visits;

  /** Whether it is to be translated. */
  boolean asked;

  /** What runs from here on instead of the interpreter, once there is something. */
  @Nullable Translation translation;

  /** Why there is none, if translating failed. */
  @Nullable Throwable failure;

  Head(int pc, boolean yields) {
    this.pc = pc;
    this.yields = yields;
  }
}
