package dev.ringkernel.ptx.check;

/** What an assembler said. */
public enum Verdict {
  /** It made code. */
  PASSED,
  /** It refused. */
  FAILED,
  /** It was not there, or does not know this target or PTX version, or ended before it answered. */
  NOT_CHECKED
}
