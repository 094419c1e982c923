package dev.ringkernel.runtime.device;

/**
 * Fault kinds that the device runtime itself gives; the codes are those of {@code
 * dev.ringkernel.ir.FaultKind}.
 */
final class Faults {
  static final int STOPPED = 5;
  static final int SLICE = 6;
  static final int PEER = 7;
  static final int KILLED = 10;

  private Faults() {}
}
