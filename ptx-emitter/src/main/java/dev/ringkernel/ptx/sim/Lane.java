package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.running.Agent;
import dev.ringkernel.ptx.sim.running.RunningMemory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A thread of a block: registers, program counter, frames, and what it waits for. */
final class Lane {

  /** What a lane does. */
  enum State {
    READY,
    /** Waits for the lanes of its member mask. */
    MEETING,
    /** Waits until no other lane of the warp can run. */
    GATHERING,
    /** Waits at a barrier of the block. */
    BARRIER,
    /** Waits at the barrier of the cluster. */
    CLUSTER_BARRIER,
    SLEEPING,
    EXITED
  }

  /** A caller, to come back to. */
  static final class Frame {
    /** The registers of the function that runs in this frame, kept for the next one there. */
    long[] registers = {};

    int returnsTo;
    int frame;
    int top;

    /** Where in the caller's frame the callee's result goes, or null. */
    SimCode.@Nullable Slot result;
  }

  /** Looks in one turn, one after the other, that saw nothing new; then other lanes get theirs. */
  static final int POLLS = 4;

  private static final int MAX_DEPTH = 1 << 14;

  final Block block;
  final Warp warp;

  /** Flat index in the block. */
  final int index;

  /** Index in the warp. */
  final int id;

  final int bit;
  int x;
  int y;
  int z;

  /** The registers of the function that runs. */
  long[] r = {};

  int pc;
  State state = State.READY;

  long sharedStart;
  long sharedNative;
  long sharedBytes;

  /** Native address, and size, of its local memory. */
  long local;

  long localBytes;

  /** Where the frame starts and the stack ends, from the start of local memory. */
  int frame;

  int top;

  int depth;
  private @Nullable Frame[] frames = new Frame[4];

  /** What it waits at, where it does. */
  @Nullable Op waitsAt;

  /** The member mask it waits with, the barrier it waits at, or when it wakes. */
  long waitsFor;

  /** After a fault: what it executed in its last turn. */
  int spent;

  private @Nullable Agent agent;
  private @Nullable Copies copies;
  private @Nullable Copies bulkCopies;

  /** Looks in this turn that saw nothing new, since the last that did. */
  int polls;

  /** Whether it arrived at the cluster's barrier and has not waited there yet. */
  boolean arrivedAtCluster;

  /** The phase of the cluster's barrier in which it arrived. */
  int clusterPhase;

  /** Whether the turn was ended so that the clock can be read exactly. */
  boolean clockIsExact;

  /** Who it is for the checks; null where there are none. */
  dev.ringkernel.ptx.sim.check.@Nullable Agent watched;

  /**
   * Whether it looked at memory of the host, or at a clock, in this turn; where that is checked.
   */
  boolean sawHost;

  boolean sawClock;

  /** Whether it looked at memory by something stronger than a plain load, where that is checked. */
  boolean sawStrong;

  /** A state that it was in, where that is checked. */
  Stuck.@Nullable State known;

  Lane(Block block, Warp warp, int index) {
    this.block = block;
    this.warp = warp;
    this.index = index;
    this.id = index & 31;
    this.bit = 1 << id;
  }

  /** Starts at the kernel's first instruction. */
  void start(SimCode.Function entry) {
    depth = 0;
    frame = 0;
    top = entry.frameBytes;
    r = registersAt(0, entry);
    pc = entry.start;
    state = State.READY;
    waitsAt = null;
    polls = 0;
    arrivedAtCluster = false;
    clockIsExact = false;
    sawHost = false;
    sawClock = false;
    known = null;
    copies = null;
    bulkCopies = null;
    if (agent != null) {
      agent.restart(block.site());
    }
  }

  /** What the weak memory knows it as; the launch has such a memory. */
  Agent agent() {
    if (agent == null) {
      RunningMemory weak = block.launch.weak;
      if (weak == null) {
        throw new IllegalStateException("no agents in the strong mode");
      }
      agent = weak.agent(block.site());
    }
    return agent;
  }

  /** Who it is for the checks that run. */
  dev.ringkernel.ptx.sim.check.Agent watched() {
    if (watched == null) {
      throw new IllegalStateException("nothing is checked");
    }
    return watched;
  }

  /** Its {@code cp.async}. */
  Copies copies() {
    if (copies == null) {
      copies = new Copies();
    }
    return copies;
  }

  /** Its {@code cp.async.bulk} that are waited for by groups. */
  Copies bulkCopies() {
    if (bulkCopies == null) {
      bulkCopies = new Copies();
    }
    return bulkCopies;
  }

  private long[] registersAt(int level, SimCode.Function f) {
    Frame there = frameAt(level);
    long[] template = f.registers;
    if (there.registers.length < template.length) {
      there.registers = new long[template.length];
    }
    System.arraycopy(template, 0, there.registers, 0, template.length);
    return there.registers;
  }

  private Frame frameAt(int level) {
    if (level >= frames.length) {
      if (level >= MAX_DEPTH) {
        throw new LaneFault(
            SimFault.Kind.STACK_OVERFLOW, "more than " + MAX_DEPTH + " calls within each other");
      }
      frames = Arrays.copyOf(frames, 2 * frames.length);
    }
    Frame there = frames[level];
    if (there == null) {
      there = new Frame();
      frames[level] = there;
    }
    return there;
  }

  /** Enters a function whose frame starts at {@code start}; {@code returnsTo} is where it ends. */
  void call(SimCode.Function callee, int start, int returnsTo, SimCode.@Nullable Slot result) {
    Frame caller = frameAt(depth);
    caller.returnsTo = returnsTo;
    caller.result = result;
    caller.frame = frame;
    caller.top = top;
    int end = start + callee.frameBytes;
    if (end > localBytes) {
      throw new LaneFault(
          SimFault.Kind.STACK_OVERFLOW,
          "a frame of "
              + callee.name
              + " ends at byte "
              + end
              + " of the thread's "
              + localBytes
              + "; give threads a larger stack");
    }
    r = registersAt(depth + 1, callee);
    depth++;
    frame = start;
    top = end;
  }

  /** Where in the caller's frame the result of the function that runs goes, or null. */
  SimCode.@Nullable Slot resultSlot() {
    return frameAt(depth - 1).result;
  }

  /** Leaves a function; gives where its caller goes on. */
  int ret() {
    depth--;
    Frame caller = frameAt(depth);
    r = caller.registers;
    frame = caller.frame;
    top = caller.top;
    return caller.returnsTo;
  }

  /** Whether both stand at the same instruction, called by the same calls. */
  boolean convergedWith(Lane other) {
    if (pc != other.pc || depth != other.depth) {
      return false;
    }
    for (int i = 0; i < depth; i++) {
      if (frameAt(i).returnsTo != other.frameAt(i).returnsTo) {
        return false;
      }
    }
    return true;
  }

  /** Stops the lane at its instruction until somebody releases it. */
  void waitAt(Op op, State how, long what, int at) {
    waitsAt = op;
    waitsFor = what;
    state = how;
    pc = at;
    warp.ready &= ~bit;
  }

  /** Lets a waiting lane go on at {@code next}. */
  void release(int next) {
    state = State.READY;
    waitsAt = null;
    pc = next;
    warp.ready |= bit;
  }

  /**
   * After a look that saw nothing new: ends the turn at the fourth of them without one that did, so
   * that a lane which polls lets those run that it waits for.
   */
  int polled(int next) {
    return ++polls >= POLLS ? ~next : next;
  }

  /**
   * After a look.
   *
   * @param fresh whether it gave another value than the one before did, by what its register held
   */
  int looked(boolean fresh, int next) {
    if (fresh) {
      polls = 0;
      return next;
    }
    return polled(next);
  }
}
