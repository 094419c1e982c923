package dev.ringkernel.runtime.driver;

/**
 * How the driver assembles PTX; without effect on a cubin.
 *
 * @param maxRegisters the most registers a thread may have; 0 leaves it to the assembler
 * @param optimization 0 to 4, the assembler's level
 * @param lineInfo whether source lines of {@code .loc} are kept for tools
 */
public record LoadOptions(int maxRegisters, int optimization, boolean lineInfo) {

  /** Everything the assembler's own way. */
  public static final LoadOptions DEFAULT = new LoadOptions(0, 4, false);

  /** Checks the ranges. */
  public LoadOptions {
    if (maxRegisters < 0 || maxRegisters > 255) {
      throw new IllegalArgumentException(
          "A thread has at most 255 registers, 0 for no limit: " + maxRegisters + ".");
    }
    if (optimization < 0 || optimization > 4) {
      throw new IllegalArgumentException("The optimization level is 0 to 4: " + optimization + ".");
    }
  }

  /** Returns these options with a limit on registers; 0 for none. */
  public LoadOptions withMaxRegisters(int registers) {
    return new LoadOptions(registers, optimization, lineInfo);
  }

  /** Returns these options with source lines kept or not. */
  public LoadOptions withLineInfo(boolean keep) {
    return new LoadOptions(maxRegisters, optimization, keep);
  }
}
