package dev.ringkernel.ptx.sim;

import dev.ringkernel.ir.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what went wrong in a launch, where, and for whom. */
final class Faults {
  private static final int MOST = 8;

  private Faults() {}

  /** A fault of one lane. */
  static SimFault of(LaunchRun run, @Nullable Lane current, LaneFault fault) {
    Lane t = fault.lane(current);
    if (t == null) {
      throw new IllegalStateException("a fault of no lane", fault);
    }
    return new SimFault(
        fault.kind(),
        run.kernel.name(),
        run.code.place(fault.pc(t)),
        run.code.text(fault.pc(t)),
        fault.address(),
        t.block.index(),
        new Dim3(t.x, t.y, t.z),
        fault.sentence() + ".");
  }

  /** The launch was ended from outside. */
  static SimFault cancelled(SimKernel kernel) {
    return new SimFault(
        SimFault.Kind.CANCELLED,
        kernel.name(),
        Span.NONE,
        "",
        0,
        null,
        null,
        "the launch was cancelled.");
  }

  /** Nobody of a cluster can ever run again. */
  static SimFault deadlock(LaunchRun run, Cluster cluster) {
    Map<String, List<Lane>> groups = new LinkedHashMap<>();
    Lane first = null;
    for (Block block : cluster.blocks()) {
      for (Warp warp : block.warps) {
        for (Lane t : warp.lanes) {
          if (t.state != Lane.State.EXITED) {
            first = first == null ? t : first;
            String group = "block " + block.index() + " at " + t.pc + " " + t.waitsFor;
            groups.computeIfAbsent(group, g -> new ArrayList<>()).add(t);
          }
        }
      }
    }
    if (first == null) {
      throw new IllegalStateException("nobody waits");
    }
    List<String> parts = new ArrayList<>();
    for (List<Lane> group : groups.values()) {
      if (parts.size() == MOST) {
        parts.add("and " + (groups.size() - MOST) + " more groups");
        break;
      }
      parts.add(describe(run, group));
    }
    return new SimFault(
        SimFault.Kind.DEADLOCK,
        run.kernel.name(),
        run.code.place(first.pc),
        run.code.text(first.pc),
        0,
        first.block.index(),
        new Dim3(first.x, first.y, first.z),
        "no thread of the cluster can ever run again: " + String.join("; ", parts) + ".");
  }

  private static String describe(LaunchRun run, List<Lane> group) {
    Lane first = group.getFirst();
    Span place = run.code.place(first.pc);
    String what =
        switch (first.state) {
          case MEETING -> " for the lanes of mask 0x" + Integer.toHexString((int) first.waitsFor);
          case BARRIER -> " for the other threads of the block";
          case CLUSTER_BARRIER -> " for the other threads of the cluster";
          case READY, GATHERING, SLEEPING, EXITED ->
              throw new IllegalStateException("a lane that is " + first.state + " can run");
        };
    return (group.size() == 1 ? "thread " : group.size() + " threads, from thread ")
        + new Dim3(first.x, first.y, first.z)
        + " of block "
        + first.block.index()
        + (group.size() == 1 ? " waits at '" : " wait at '")
        + run.code.text(first.pc)
        + "'"
        + (place.equals(Span.NONE) ? "" : " (" + place + ")")
        + what;
  }
}
