/**
 * The PTX memory model as axioms over whole executions, and its enumeration: all outcomes that the
 * model allows a litmus program of a dozen events. After the PTX manual, chapter "Memory
 * Consistency Model", and Lustig, Sahasrabuddhe, Giroux, "A Formal Analysis of the NVIDIA PTX
 * Memory Consistency Model" (ASPLOS 2019), with the proxies of Lustig, Cooksey, Giroux,
 * "Mixed-Proxy Extensions for the NVIDIA PTX Memory Consistency Model" (ISCA 2022) as far as the
 * manual has taken them over. Nothing here runs a program step by step.
 *
 * <p>Where the manual leaves a choice, this is the one taken:
 *
 * <ul>
 *   <li>The manual limits causality order to memory operations of one address, so the axiom
 *       Fence-SC, which is about fences, uses base causality order.
 *   <li>Generic and async proxy: the manual says that a {@code fence.proxy.async} composes with
 *       other synchronization and gives no rule. As for aliases, it must stand on the base
 *       causality path between the two accesses and be about their state space; it may be in any
 *       thread. The completion of a bulk copy is such a fence (manual, "Async Proxy").
 *   <li>Operations on an mbarrier count whatever their scope; whether they synchronize depends on
 *       it.
 *   <li>The final value of a location is that of any write that no other follows in coherence
 *       order: the end of a kernel synchronizes with a read behind it.
 *   <li>A read-modify-write is a read and a write, as in the paper; the read of {@code red} takes
 *       part in no acquire pattern.
 *   <li>Elements of a vector access, which the manual leaves in any order, have no program order
 *       among themselves.
 * </ul>
 */
@NullMarked
package dev.ringkernel.ptx.sim.axiom;

import org.jspecify.annotations.NullMarked;
