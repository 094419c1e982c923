/**
 * The memory of running programs in the weak mode: the machine of {@code
 * dev.ringkernel.ptx.sim.weak} made fast and bounded, so that a resident kernel can run on it.
 *
 * <p>Each location has its last few writes in coherence order. Knowledge is a vector clock instead
 * of a view for each address: an agent's clock says up to which of its times it knows each other
 * agent, and a write says who knew it when first. So an agent knows a write where its clock has
 * reached the time of one who did; it reads nothing older than the youngest write that it knows.
 * That is the view of the other machine, but for what is dropped:
 *
 * <ul>
 *   <li>Only {@link dev.ringkernel.ptx.sim.running.History#MOST} writes of a location are kept:
 *       nobody reads older ones.
 *   <li>Writes that are morally strong with each other are in the order of their execution.
 *   <li>An access of several pieces, some of which were accessed by themselves before, does not
 *       come between others.
 *   <li>Release patterns of equal place and scope are kept as one, whose clock is the join.
 * </ul>
 *
 * <p>Locations are as large as they are accessed: an aligned word of 8 bytes is split into pieces
 * when a smaller access comes. An access sees all pieces of a store that it covers, or none.
 *
 * <p><b>The JVM beside.</b> It accesses raw memory, which holds for each location a write that was
 * <em>published</em>. Writes are published late and out of order, by choice, but what precedes a
 * release that the host may acquire (one of system scope) is published before it. What the JVM
 * wrote is found where raw memory no longer holds what was published, and becomes a release of
 * system scope by the host. When it wrote is not known: any time since the location was last looked
 * at. It counts as known to an agent that has acquired from the host since then. So a program that
 * orders its accesses sees what it must, and one that does not may see old values where it has
 * looked before.
 *
 * <p>Must not: know lanes, instructions or schedules. Classes are public for {@code
 * dev.ringkernel.ptx.sim} alone; the package is not exported.
 */
@NullMarked
package dev.ringkernel.ptx.sim.running;

import org.jspecify.annotations.NullMarked;
