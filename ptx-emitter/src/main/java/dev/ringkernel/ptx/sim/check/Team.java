package dev.ringkernel.ptx.sim.check;

import dev.ringkernel.ptx.isa.Scope;

/**
 * What a thread shares with others: its block, cluster and device, numbered over the whole machine.
 *
 * @param launch its launch
 */
record Team(LaunchSpan launch, long block, long cluster, int device) {
  static final Team HOST = new Team(new LaunchSpan(), 0, 0, -1);

  /** Whether a scope of one of this team takes in the others. */
  boolean reaches(Scope scope, Team other) {
    return switch (scope) {
      case CTA -> block == other.block;
      case CLUSTER -> cluster == other.cluster && device == other.device;
      case GPU -> device == other.device;
      case SYS -> true;
    };
  }
}
