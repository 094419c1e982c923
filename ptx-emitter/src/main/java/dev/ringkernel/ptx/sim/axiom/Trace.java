package dev.ringkernel.ptx.sim.axiom;

import dev.ringkernel.ptx.sim.litmus.ThreadRun;
import java.util.List;

/**
 * One way that one thread may go, given what its reads return: its events, numbered from 0.
 *
 * @param events in program order, with those of a bulk copy behind its issue
 * @param depends for each event the events, as bits, that its place, guard or value depends on
 * @param copies its bulk copies, by ticket
 * @param end the thread at its end
 */
record Trace(List<Event> events, List<Long> depends, List<Copy> copies, ThreadRun end) {

  /**
   * The events of a bulk copy.
   *
   * @param start how many events of the thread come before it in program order
   * @param reads its reads
   * @param writes its writes, each of what the read at its position gave
   * @param counted the halves of its operation on an mbarrier; empty without one
   */
  record Copy(int start, List<Integer> reads, List<Integer> writes, List<Integer> counted) {}
}
