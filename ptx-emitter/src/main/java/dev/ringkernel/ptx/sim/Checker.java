package dev.ringkernel.ptx.sim;

import dev.ringkernel.ir.Span;
import dev.ringkernel.ptx.isa.MemoryOrder;
import dev.ringkernel.ptx.sim.SimFinding.Kind;
import dev.ringkernel.ptx.sim.check.Agent;
import dev.ringkernel.ptx.sim.check.Conflicts;
import dev.ringkernel.ptx.sim.check.LaunchSpan;
import dev.ringkernel.ptx.sim.check.Probe;
import dev.ringkernel.ptx.sim.check.Races;
import dev.ringkernel.ptx.text.PtxLine;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The checks of a machine that was asked for some. */
final class Checker implements Conflicts {
  private static final Probe HOST_READS = host("a copy to the host");
  private static final Probe HOST_WRITES = host("a copy or fill by the host");

  private final Set<SimCheck> checks;
  private final Findings findings;
  private final Races races;
  private final Stuck stuck = new Stuck(this);
  private final Map<LaunchSpan, SimLaunch> launches = new HashMap<>();
  private long clusters;

  Checker(SimOptions options) {
    this.checks = options.checks();
    this.findings = new Findings(options.findings());
    this.races = new Races(this, wants(SimCheck.RACES), wants(SimCheck.READONLY));
  }

  private static Probe host(String what) {
    return new Probe("", Span.NONE, 0, what, MemoryOrder.WEAK, null, false);
  }

  boolean wants(SimCheck check) {
    return checks.contains(check);
  }

  /** Whether accesses of shared and global memory are compared. */
  boolean compares() {
    return wants(SimCheck.RACES) || wants(SimCheck.READONLY);
  }

  Races races() {
    return races;
  }

  Findings findings() {
    return findings;
  }

  Stuck stuck() {
    return stuck;
  }

  // Launches and blocks.

  synchronized LaunchSpan starts(SimLaunch launch) {
    LaunchSpan span = races.launch();
    launches.put(span, launch);
    return span;
  }

  synchronized void ends(LaunchSpan span) {
    races.ended(span);
    launches.remove(span);
    if (launches.isEmpty()) {
      races.idle();
    }
  }

  private synchronized boolean isBusy() {
    return !launches.isEmpty();
  }

  long nextCluster() {
    return ++clusters;
  }

  /** A block starts in memory that others had before. */
  BlockChecks starts(Block block, long cluster, long start, long bytes) {
    races.forget(start, bytes);
    LaunchRun run = block.launch;
    Races.Start team = races.start(run.span(), cluster, run.device.ordinal());
    for (Warp warp : block.warps) {
      for (Lane t : warp.lanes) {
        t.watched = races.thread(team, t.index, block.index(), new Dim3(t.x, t.y, t.z));
      }
    }
    return new BlockChecks(this, block.threads);
  }

  /** The host copies from or to memory of a device. */
  void hostCopies(long at, long bytes, boolean writes) {
    stuck.changed();
    if (compares() && isBusy()) {
      races.hostCopies(writes ? HOST_WRITES : HOST_READS, at, bytes, writes);
    }
  }

  // Findings.

  /** Reports what a thread does. */
  void report(Kind kind, Lane t, Probe probe, long address, String sentence) {
    report(kind, t, probe, null, address, sentence);
  }

  void report(
      Kind kind, Lane t, Probe probe, SimFinding.@Nullable Side other, long address, String text) {
    SimFinding.Side at = side(t, probe);
    report(t.block.launch.handle, new SimFinding(kind, probe.kernel(), at, other, address, text));
  }

  void report(SimLaunch launch, SimFinding finding) {
    if (wants(finding.kind().check())) {
      findings.add(finding);
      launch.found(finding);
    }
  }

  /** Where a thread has exited. */
  static SimFinding.Side exitOf(Lane t) {
    return side(t, probe(t.block.launch.code, t.pc));
  }

  /** What watches an instruction; null where nothing does. */
  static @Nullable Watch watchOrNull(SimCode code, int pc) {
    Op op = code.ops()[pc];
    Op inner = op instanceof Guarded g ? g.op() : op;
    return inner instanceof Checked c ? c.watch() : null;
  }

  /** What watches an instruction that is watched. */
  static Watch watch(SimCode code, int pc) {
    Watch watch = watchOrNull(code, pc);
    return watch == null ? new Watch.Named(probe(code, pc)) : watch;
  }

  /** An instruction, for findings. */
  static Probe probe(SimCode code, int pc) {
    Watch watch = watchOrNull(code, pc);
    if (watch != null) {
      return watch.probe();
    }
    int line = code.lines()[pc] instanceof PtxLine.Instr i ? i.line() : 0;
    return new Probe(
        code.entry().name, code.place(pc), line, code.text(pc), MemoryOrder.NONE, null, false);
  }

  static SimFinding.Side side(Lane t, Probe probe) {
    return new SimFinding.Side(
        probe.place(), probe.line(), probe.text(), t.block.index(), new Dim3(t.x, t.y, t.z));
  }

  private static SimFinding.Side side(Agent who, Probe probe) {
    return new SimFinding.Side(
        probe.place(), probe.line(), probe.text(), who.block(), who.thread());
  }

  private synchronized void report(
      Kind kind, Conflicts.Side at, Conflicts.@Nullable Side other, long address, String sentence) {
    // A conflict with the host is one of the launch that it is in conflict with.
    Conflicts.Side owner = other != null && launches.get(at.who().launch()) == null ? other : at;
    SimLaunch launch = launches.get(owner.who().launch());
    if (launch == null) {
      throw new IllegalStateException("a conflict of nobody's that runs: " + sentence);
    }
    report(
        launch,
        new SimFinding(
            kind,
            owner.what().kernel(),
            side(at.who(), at.what()),
            other == null ? null : side(other.who(), other.what()),
            address,
            sentence));
  }

  private static String verb(Conflicts.Side side) {
    return side.writes() ? "writes" : "reads";
  }

  private static String hex(long address) {
    return "0x" + Long.toHexString(address);
  }

  @Override
  public void race(Conflicts.Side earlier, Conflicts.Side later, boolean narrow, long address) {
    String pair =
        later.who()
            + " "
            + verb(later)
            + " "
            + hex(address)
            + ", which "
            + earlier.who()
            + " "
            + verb(earlier)
            + " ";
    if (narrow) {
      report(
          Kind.NARROW_SCOPE,
          later,
          earlier,
          address,
          pair
              + "too, and the scope of one of the two does not take in the other thread;"
              + " give both a scope that does.");
      return;
    }
    report(
        earlier.who().isHost() || later.who().isHost() ? Kind.HOST_RACE : Kind.RACE,
        later,
        earlier,
        address,
        pair
            + "without an order between them; put a barrier, or a release and an acquire, between.");
  }

  @Override
  public void hostRace(Conflicts.Side load, boolean narrow, long address) {
    report(
        Kind.HOST_RACE,
        load,
        null,
        address,
        load.who()
            + " finds at "
            + hex(address)
            + " what the host wrote while the kernel runs"
            + (narrow
                ? "; a strong access of host memory must be of scope sys."
                : ", without an acquire at scope sys before."));
  }

  @Override
  public void changed(Conflicts.Side load, Conflicts.Side write, long address) {
    report(
        Kind.READ_ONLY_CHANGED,
        load,
        write,
        address,
        load.who()
            + " reads "
            + hex(address)
            + " as read-only data, and "
            + write.who()
            + " writes it while the kernel runs; load it without .nc.");
  }
}
