package dev.ringkernel.ptx.sim.truth;

import dev.ringkernel.ptx.sim.RunLine;
import dev.ringkernel.ptx.text.PtxFunction;
import dev.ringkernel.ptx.text.PtxLine;
import dev.ringkernel.ptx.text.PtxModule;
import dev.ringkernel.ptx.text.PtxReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The launches of the simulator's own corpus that end well. */
final class CorpusEffects {
  private static final Path CORPUS = Path.of("src/test/resources/sim");
  private static final List<String> FILES =
      List.of(
          "async",
          "async-more",
          "atomics",
          "barrier",
          "calls",
          "cluster",
          "flow",
          "grid",
          "matrix",
          "mbarrier",
          "spaces",
          "special",
          "spaces-more",
          "warp",
          "wide");

  private CorpusEffects() {}

  static void add(EffectFiles files) {
    for (String name : FILES) {
      try {
        String text = Files.readString(CORPUS.resolve(name + ".ptx"));
        files.add("sim-" + name, text, cases(name, text));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static List<EffectCase> cases(String name, String text) {
    PtxModule module = PtxReader.read(name, text);
    List<EffectCase> cases = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("// run: ") && !lines.get(i + 1).startsWith("// fault: ")) {
        RunLine run = RunLine.parse(lines.get(i).substring("// run: ".length()));
        PtxFunction kernel =
            module.functions().stream()
                .filter(f -> f.name().equals(run.kernel()))
                .findFirst()
                .orElseThrow();
        cases.add(
            new EffectCase(
                "sim/" + name + ".ptx " + lines.get(i).substring("// run: ".length()),
                "sim-" + name,
                run.kernel(),
                run.grid(),
                arguments(run),
                rows(module, kernel)));
      }
    }
    return cases;
  }

  /** Numbers are given in 8 bytes, of which a parameter takes as many as it has. */
  private static List<EffectCase.Argument> arguments(RunLine run) {
    List<EffectCase.Argument> arguments = new ArrayList<>();
    for (RunLine.Argument argument : run.arguments()) {
      byte[] number =
          ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(argument.number()).array();
      arguments.add(
          argument.isBuffer()
              ? new EffectCase.Argument(true, argument.buffer())
              : new EffectCase.Argument(false, number));
    }
    return arguments;
  }

  /** The rows of a kernel, and of the functions of its file. */
  private static Set<String> rows(PtxModule module, PtxFunction kernel) {
    Set<String> rows = new TreeSet<>();
    for (PtxFunction function : module.functions()) {
      if (function.equals(kernel) || function.kind() == PtxFunction.Kind.FUNCTION) {
        for (PtxLine line : function.body()) {
          if (line instanceof PtxLine.Instr i) {
            rows.add(i.form().row().toString());
          } else if (line instanceof PtxLine.Call c) {
            rows.add(c.form().row().toString());
          }
        }
      }
    }
    return rows;
  }
}
