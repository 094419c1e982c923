package dev.ringkernel.ptx.sim.litmus;

import dev.ringkernel.ptx.isa.MemoryOrder;
import dev.ringkernel.ptx.isa.Scope;
import dev.ringkernel.ptx.sim.alu.FormMeaning;
import dev.ringkernel.ptx.sim.litmus.Action.FenceSpace;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** An instruction of a litmus thread, read and checked. Registers are indices of the thread's. */
sealed interface Step {

  /** A value that an instruction takes. */
  sealed interface Arg {
    /** A register, of which the low {@code bits} count. */
    record Register(int index, int bits) implements Arg {}

    /** A literal or the address of a location. */
    record Constant(long bits) implements Arg {}
  }

  /**
   * An address in brackets.
   *
   * @param space the state space the instruction names: global, shared, shared::cta,
   *     shared::cluster, or null for generic
   */
  record Address(Arg base, long offset, @Nullable String space) {}

  /**
   * A pure function of registers.
   *
   * @param meaning a function for each result
   * @param results registers
   * @param cancels it takes a register from itself, so that the result depends on nothing
   */
  record Local(FormMeaning meaning, List<Integer> results, List<Arg> inputs, boolean cancels)
      implements Step {}

  /** A jump to a line. */
  record Branch(int target) implements Step {}

  /** The end of the thread. */
  record Exit() implements Step {}

  record Load(Address at, int result, int bits, MemoryOrder order, Scope scope) implements Step {}

  record Store(Address at, Arg value, int bits, MemoryOrder order, Scope scope) implements Step {}

  /**
   * {@code atom} and {@code red}.
   *
   * @param result register for the old value; -1 for none
   */
  record Atomic(
      Address at,
      AtomicUpdate update,
      List<Arg> inputs,
      int result,
      int bits,
      MemoryOrder order,
      Scope scope)
      implements Step {}

  /** What an atomic writes for the value it read; empty where a compare fails. */
  @FunctionalInterface
  interface AtomicUpdate {
    OptionalLong written(long old, long[] inputs);
  }

  /** An operation that changes an mbarrier; its result, if any, is the state before. */
  record MbarrierUpdate(
      Address at, AtomicUpdate update, List<Arg> inputs, int result, MemoryOrder order, Scope scope)
      implements Step {}

  /** Sets an mbarrier up. */
  record MbarrierInit(Address at, Arg count) implements Step {}

  /** {@code test_wait} and {@code try_wait}, by phase parity or by the token of an arrival. */
  record MbarrierTest(
      Address at, Arg phase, boolean parity, int result, MemoryOrder order, Scope scope)
      implements Step {}

  record Fence(MemoryOrder order, Scope scope) implements Step {}

  record ProxyFence(boolean alias, FenceSpace spaces) implements Step {}

  /**
   * {@code bar.sync} and {@code bar.arrive}.
   *
   * @param threads the count it names, in threads; -1 for all
   */
  record Barrier(int id, int threads, boolean waits) implements Step {}

  record ClusterArrive(boolean releases) implements Step {}

  record ClusterWait() implements Step {}

  /** A bulk copy; without an mbarrier a bulk group tracks it. */
  record BulkCopy(Address to, Address from, Arg bytes, @Nullable Address mbarrier)
      implements Step {}

  record BulkCommit() implements Step {}

  record BulkWait(int groups, boolean readsOnly) implements Step {}
}
