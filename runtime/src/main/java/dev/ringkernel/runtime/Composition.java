package dev.ringkernel.runtime;

/**
 * The code of one program.
 *
 * @param ptx its text
 * @param entry the kernel's name in it
 */
record Composition(String ptx, String entry) {
  static Composition of(Backend.Program program, int computeCapability) {
    throw new IllegalStateException("linking is not there yet");
  }
}
