package dev.ringkernel.ptx.sim;

import org.jspecify.annotations.Nullable;

/** What the SMs of a device have left. Threads: whoever holds the dispatcher's lock. */
final class Residents {
  private final int[] threads;
  private final int[] registers;
  private final int[] shared;
  private final int[] blocks;

  /** What one block takes. */
  record Need(int threads, int registers, int shared) {

    static Need of(LaunchRun run) {
      int blockThreads = (int) run.grid.block().count();
      return new Need(
          Occupancy.roundUp(blockThreads, 32),
          Occupancy.registers(run.kernel, blockThreads),
          Occupancy.sharedBytes(run.device.limits(), run.kernel, run.grid.dynamicShared()));
    }
  }

  Residents(SimLimits limits) {
    threads = new int[limits.sms()];
    registers = new int[limits.sms()];
    shared = new int[limits.sms()];
    blocks = new int[limits.sms()];
    for (int i = 0; i < limits.sms(); i++) {
      threads[i] = limits.threadsPerSm();
      registers[i] = limits.registersPerSm();
      shared[i] = limits.sharedPerSm();
      blocks[i] = limits.blocksPerSm();
    }
  }

  /**
   * The SMs for so many blocks, emptiest first; null, with nothing taken, where they do not fit.
   */
  int @Nullable [] take(Need need, int count) {
    int[] sms = new int[count];
    for (int i = 0; i < count; i++) {
      int best = -1;
      for (int sm = 0; sm < threads.length; sm++) {
        if (fits(need, sm) && (best < 0 || threads[sm] > threads[best])) {
          best = sm;
        }
      }
      if (best < 0) {
        for (int taken = 0; taken < i; taken++) {
          change(need, sms[taken], 1);
        }
        return null;
      }
      change(need, best, -1);
      sms[i] = best;
    }
    return sms;
  }

  void giveBack(Need need, int[] sms) {
    for (int sm : sms) {
      change(need, sm, 1);
    }
  }

  private boolean fits(Need need, int sm) {
    return threads[sm] >= need.threads()
        && registers[sm] >= need.registers()
        && shared[sm] >= need.shared()
        && blocks[sm] >= 1;
  }

  private void change(Need need, int sm, int sign) {
    threads[sm] += sign * need.threads();
    registers[sm] += sign * need.registers();
    shared[sm] += sign * need.shared();
    blocks[sm] += sign;
  }
}
