/**
 * The PTX memory model as a machine that runs: a subset of what the axioms allow ({@code
 * dev.ringkernel.ptx.sim.axiom}), taken step by step, so that a program of any size can meet stale
 * reads and late writes.
 *
 * <p>After the view machines of the promising semantics (Kang, Hur, Lahav, Vafeiadis, Dreyer, "A
 * Promising Semantics for Relaxed-Memory Concurrency", POPL 2017), without promises. Each location
 * has a history of messages, ordered by stamps; a message is a write. Each agent (a thread, or a
 * bulk copy beside one) has a view: for each address the stamp of the youngest write that precedes
 * it in causality order. A read returns any message that is no older than the view; a write takes
 * any stamp younger than the view, also one between two messages, unless an atomic stands there
 * that it is morally strong with. Scopes say which messages move a view:
 *
 * <ul>
 *   <li>A read that is morally strong with the write it reads moves the reader's view of that
 *       address to it (observation order); another read moves nothing.
 *   <li>A message carries the release patterns that it is the write of, and those that an atomic
 *       passes on: the view at the first operation, its place and its scope. An acquire pattern
 *       whose last operation is morally strong with that first operation takes the view over.
 *   <li>A {@code fence.sc} takes over the views of all earlier ones that it is morally strong with.
 *   <li>Barriers join the views of who arrives into those of who waits.
 *   <li>Each view has a second half, for the async proxy: what a proxy fence was passed by. A bulk
 *       copy reads and writes by that half.
 * </ul>
 *
 * <p>Why it is a subset: program order, synchronization and the order of {@code fence.sc} all go
 * forward in the order of steps, so base causality order does; a view holds for each address at
 * least every write that precedes in causality order; stamps extend coherence order. Then Coherence
 * and Causality hold since reads and writes respect views, Atomicity since no write comes between,
 * and Fence-SC and No Thin Air since nothing reads from a later step. What it does not reach: reads
 * of later writes (load buffering), and reads that need two racing writes to stay unordered.
 */
@NullMarked
package dev.ringkernel.ptx.sim.weak;

import org.jspecify.annotations.NullMarked;
