package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.running.Manner;
import dev.ringkernel.ptx.sim.running.RunningMemory;

/** An instruction for an mbarrier object, in shared memory of a block of the cluster. */
sealed interface MbarrierOp extends Op {

  /** Where the object is. */
  record Word(Place place, Reach reach) {

    /** Its native address. */
    long locate(Lane t) {
      return place.where().locate(t, t.r[place.a()], place.offset(), Mbarriers.BYTES, reach);
    }
  }

  /** The objects of the block that the native address lies in. */
  static Mbarriers of(Lane t, long at) {
    if (t.block.holdsNative(at)) {
      return t.block.mbarriers;
    }
    for (Block block : t.block.cluster.blocks()) {
      if (block.holdsNative(at)) {
        return block.mbarriers;
      }
    }
    throw new LaneFault(
        SimFault.Kind.ILLEGAL_ADDRESS,
        at,
        "an mbarrier at 0x" + Long.toHexString(at) + ", which is no shared memory of the cluster");
  }

  /** What an instruction does to an object. */
  enum Action {
    INIT,
    INVALIDATE,
    ARRIVE,
    ARRIVE_NO_COMPLETE,
    ARRIVE_DROP,
    ARRIVE_EXPECT,
    EXPECT,
    COMPLETE;

    boolean arrives() {
      return switch (this) {
        case ARRIVE, ARRIVE_NO_COMPLETE, ARRIVE_DROP, ARRIVE_EXPECT -> true;
        case INIT, INVALIDATE, EXPECT, COMPLETE -> false;
      };
    }

    /** Gives the state before where arrivals do. */
    long apply(Mbarriers all, long at, long b) {
      return switch (this) {
        case INIT -> {
          all.init(at, b);
          yield 0;
        }
        case INVALIDATE -> {
          all.invalidate(at);
          yield 0;
        }
        case ARRIVE -> all.arrive(at, b);
        case ARRIVE_NO_COMPLETE -> all.arriveInPhase(at, b);
        case ARRIVE_DROP -> all.arriveAndDrop(at, b);
        case ARRIVE_EXPECT -> all.expectAndArrive(at, b);
        case EXPECT -> {
          all.expect(at, b);
          yield 0;
        }
        case COMPLETE -> {
          all.expect(at, -b);
          yield 0;
        }
      };
    }
  }

  /**
   * Changes an object.
   *
   * @param d register of the state before, or -1
   * @param b register of the count of arrivals or bytes
   * @param manner its order and scope
   */
  record Change(Action action, int d, Word object, int b, Manner manner) implements MbarrierOp {
    @Override
    public int step(Lane t, int pc) {
      long at = object.locate(t);
      Mbarriers all = of(t, at);
      RunningMemory weak = t.block.launch.weak;
      if (weak != null && action.arrives()) {
        weak.arrive(t.agent(), all.arrivals(at), manner);
      }
      long state = action.apply(all, at, t.r[b]);
      if (d >= 0) {
        t.r[d] = state;
      }
      return pc + 1;
    }
  }

  /**
   * Looks whether a phase is over.
   *
   * @param parity whether {@code b} holds the phase's parity instead of a state
   * @param waits whether a thread that finds the phase open leaves the processor for a while
   * @param manner its order and scope
   */
  record Test(boolean parity, boolean waits, int d, Word object, int b, Manner manner)
      implements MbarrierOp {
    @Override
    public int step(Lane t, int pc) {
      long at = object.locate(t);
      Mbarriers all = of(t, at);
      boolean passed = parity ? all.passedParity(at, t.r[b]) : all.passed(at, t.r[b]);
      t.r[d] = passed ? 1 : 0;
      RunningMemory weak = t.block.launch.weak;
      if (weak != null && passed) {
        weak.passed(t.agent(), all.arrivals(at), at, manner);
      }
      return passed ? pc + 1 : waits ? ~(pc + 1) : t.polled(pc + 1);
    }
  }

  /** The arrivals that were missing in a state. */
  record Missing(int d, int a) implements MbarrierOp {
    @Override
    public int step(Lane t, int pc) {
      t.r[d] = MbarrierWord.missing(t.r[a]);
      return pc + 1;
    }
  }

  /** Decodes them. */
  static Op make(Site s) {
    if (s.has("pending_count")) {
      return new Missing(s.result(0), s.input(0));
    }
    Word object = new Word(s.place(0, Mbarriers.BYTES), s.reach(true));
    if (s.has("test_wait") || s.has("try_wait")) {
      return new Test(
          s.has("parity"), s.has("try_wait"), s.result(0), object, s.input(0), WeakOps.manner(s));
    }
    Action action =
        s.has("init")
            ? Action.INIT
            : s.has("inval")
                ? Action.INVALIDATE
                : s.has("noComplete")
                    ? Action.ARRIVE_NO_COMPLETE
                    : s.has("arrive_drop")
                        ? Action.ARRIVE_DROP
                        : s.has("arrive")
                            ? s.has("expect_tx") ? Action.ARRIVE_EXPECT : Action.ARRIVE
                            : s.has("expect_tx") ? Action.EXPECT : Action.COMPLETE;
    int d = s.resultCount() > 0 ? s.result(0) : -1;
    int b = s.inputCount() > 0 ? s.input(0) : s.function().registers().constant(1);
    return new Change(action, d, object, b, WeakOps.manner(s));
  }
}
