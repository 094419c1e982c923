package dev.ringkernel.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringkernel.ir.link.Linker;
import dev.ringkernel.ptx.check.AssemblerCheck;
import dev.ringkernel.ptx.check.AssemblerReport;
import dev.ringkernel.ptx.check.CheckerReport;
import dev.ringkernel.ptx.check.EntryResources;
import dev.ringkernel.ptx.check.PtxSource;
import dev.ringkernel.ptx.check.Verdict;
import dev.ringkernel.ptx.emit.EmitOptions;
import dev.ringkernel.ptx.emit.EmitResult;
import dev.ringkernel.ptx.emit.PtxEmitter;
import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.pack.KernelPackage;
import dev.ringkernel.ptx.pack.Manifest;
import dev.ringkernel.ptx.pack.RuntimePackage;
import dev.ringkernel.ptx.pack.WireIds;
import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.samples.counter.Counter;
import dev.ringkernel.samples.fanin.FanIn;
import dev.ringkernel.samples.pingpong.PingPong;
import dev.ringkernel.samples.supervised.Supervised;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the assemblers make of the samples: of each packed PTX, and of the resident kernel of each
 * sample's system as it is composed when the sample starts.
 */
class AssembledTest {
  private static final List<String> TARGETS = List.of("sm_80", "sm_90", "sm_100");

  /** The actors of each sample's system, as its main declares them. */
  private static final List<List<Class<?>>> SYSTEMS =
      List.of(
          List.of(Counter.class),
          List.of(FanIn.Aggregator.class, FanIn.Producer.class),
          List.of(PingPong.Ping.class, PingPong.Pong.class),
          List.of(Supervised.Worker.class));

  /** Of the resident kernel; an SM then has registers for three blocks of it. */
  private static final int RESIDENT_REGISTERS = 128;

  /** A reply of the largest message, and what a handler or a fault reply sends. */
  private static final int RESIDENT_STACK = 1088;

  private static final int KERNEL_REGISTERS = 32;

  private static List<AssemblerReport> reports = List.of();

  @BeforeAll
  static void assemble() throws IOException {
    if (AssemblerCheck.ptxasRelease().isEmpty() && System.getenv("CI") != null) {
      fail("CI must have ptxas on the path");
    }
    assumeTrue(
        AssemblerCheck.ptxasRelease().isPresent(),
        "ptxas is not on the path: nobody judged the samples' PTX");
    List<PtxSource> sources = new ArrayList<>(packed());
    for (List<Class<?>> system : SYSTEMS) {
      for (PtxSource source : composed(system)) {
        // A system of one class is what that class's package holds.
        if (sources.stream().noneMatch(s -> s.text().equals(source.text()))) {
          sources.add(source);
        }
      }
    }
    reports = AssemblerCheck.onThisMachine().check(sources);
    // Figures for people: this is where they are reported without a GPU.
    reports.forEach(r -> System.out.print(r.summary()));
  }

  /** What the annotation processor packed. */
  private static List<PtxSource> packed() throws IOException {
    List<PtxSource> sources = new ArrayList<>();
    for (Path folder : packages()) {
      for (String target : TARGETS) {
        String text = Files.readString(folder.resolve(target + ".ptx"));
        sources.add(new PtxSource(folder.getFileName().toString(), text, target));
      }
    }
    return sources;
  }

  private static List<Path> packages() throws IOException {
    Path classes =
        Path.of(
            URI.create(
                Counter.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    try (Stream<Path> folders = Files.list(classes.resolve(KernelPackage.ROOT))) {
      return folders.sorted().toList();
    }
  }

  /** The resident kernel of a system of these classes. */
  private static List<PtxSource> composed(List<Class<?>> system) {
    List<KernelPackage> packs = system.stream().map(KernelPackage::load).toList();
    List<Manifest> manifests = packs.stream().map(KernelPackage::manifest).toList();
    dev.ringkernel.ir.Module linked =
        Linker.link(
            RuntimePackage.load(ActorSystem.class).module(),
            packs.stream().map(KernelPackage::module).toList(),
            WireIds.of(manifests).plan(manifests));
    List<PtxSource> sources = new ArrayList<>();
    for (String target : TARGETS) {
      EmitResult emitted = PtxEmitter.emit(linked, Target.parse(target), EmitOptions.DEFAULT);
      assertThat(emitted.violations()).isEmpty();
      sources.add(new PtxSource(names(system), emitted.text(), target));
    }
    return sources;
  }

  private static String names(List<Class<?>> system) {
    return system.stream()
        .map(Class::getSimpleName)
        .collect(Collectors.joining("+", "system ", ""));
  }

  @Test
  void eachActorIsInASystem() throws IOException {
    Set<String> known =
        SYSTEMS.stream().flatMap(List::stream).map(Class::getName).collect(Collectors.toSet());
    for (Path folder : packages()) {
      String name = folder.getFileName().toString();
      if (Files.readString(folder.resolve("sm_90.ptx")).contains(".entry " + Linker.MAIN + "(")) {
        assertThat(known).as("a sample's actor that no system here has").contains(name);
      }
    }
  }

  @Test
  void eachIsTakenByAllWhoKnowItsTarget() {
    int actors = (int) SYSTEMS.stream().flatMap(List::stream).count();
    int ofSeveral = (int) SYSTEMS.stream().filter(s -> s.size() > 1).count();
    assertThat(reports).hasSizeGreaterThan(TARGETS.size() * (actors + ofSeveral));
    for (AssemblerReport report : reports) {
      assertThat(report.verdict()).as(report::summary).isEqualTo(Verdict.PASSED);
      assertThat(report.checkers())
          .as(report::summary)
          .anyMatch(c -> c.checker().startsWith("ptxas") && c.verdict() == Verdict.PASSED);
    }
  }

  @Test
  void noneSpills() {
    for (AssemblerReport report : reports) {
      for (CheckerReport checker : report.checkers()) {
        assertThat(checker.entries()).as(report::summary).noneMatch(EntryResources::spills);
      }
    }
  }

  @Test
  void eachKeepsToItsRegisters() {
    for (AssemblerReport report : reports) {
      assertThat(report.entries()).as(report::summary).isNotEmpty();
      for (EntryResources entry : report.entries()) {
        boolean resident = entry.name().equals(Linker.MAIN);
        assertThat(entry.registers())
            .as(report::summary)
            .isLessThanOrEqualTo(resident ? RESIDENT_REGISTERS : KERNEL_REGISTERS);
        assertThat(entry.stack())
            .as(report::summary)
            .isLessThanOrEqualTo(resident ? RESIDENT_STACK : 0);
      }
    }
  }
}
