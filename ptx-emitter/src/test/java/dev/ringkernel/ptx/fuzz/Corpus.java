package dev.ringkernel.ptx.fuzz;

import dev.ringkernel.ptx.isa.RowKernels;
import dev.ringkernel.ptx.sim.Nvcc;
import dev.ringkernel.ptx.text.ForeignTexts;
import dev.ringkernel.ptx.text.PtxFunction;
import dev.ringkernel.ptx.text.PtxModule;
import dev.ringkernel.ptx.text.PtxPrinter;
import dev.ringkernel.ptx.text.PtxReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What is mutated: the PTX of this module's tests, and each kernel of the CUDA C++ corpus where
 * there is {@code nvcc}. A fourth of what is drawn are instructions of the whole table in no order.
 */
final class Corpus {
  private static final int INSTRUCTIONS = 40;

  private final List<String> texts;

  private Corpus(List<String> texts) {
    this.texts = texts;
  }

  static Corpus load() throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources"))) {
      for (Path p : files.filter(f -> f.toString().endsWith(".ptx")).sorted().toList()) {
        texts.add(Files.readString(p));
      }
    }
    texts.add(ForeignTexts.EVERYTHING);
    Optional<Path> nvcc = Nvcc.find();
    if (nvcc.isPresent()) {
      texts.addAll(kernels(Nvcc.ptx(nvcc.get(), "sm_90")));
    } else {
      System.err.println("fuzz: no nvcc on the PATH, so without the CUDA C++ corpus");
    }
    return new Corpus(List.copyOf(texts));
  }

  /** A text for each kernel, with all that is no kernel. */
  private static List<String> kernels(String text) {
    PtxModule all = PtxReader.read("cuda.ptx", text);
    List<String> each = new ArrayList<>();
    for (PtxFunction kernel : all.functions()) {
      if (kernel.kind() == PtxFunction.Kind.ENTRY) {
        List<PtxFunction> functions =
            all.functions().stream()
                .filter(f -> f.kind() != PtxFunction.Kind.ENTRY || f == kernel)
                .toList();
        each.add(
            PtxPrinter.print(
                new PtxModule(
                    all.version(),
                    all.target(),
                    all.lineInfo(),
                    all.variables(),
                    functions,
                    all.aliases())));
      }
    }
    return each;
  }

  int size() {
    return texts.size();
  }

  /** One of the texts, or a new one. */
  String draw(Random random) {
    return random.nextInt(4) == 0
        ? RowKernels.draw(random, 1 + random.nextInt(INSTRUCTIONS))
        : texts.get(random.nextInt(texts.size()));
  }
}
