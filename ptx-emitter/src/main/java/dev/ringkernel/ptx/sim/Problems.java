package dev.ringkernel.ptx.sim;

import dev.ringkernel.ir.Span;
import dev.ringkernel.ptx.sim.SimException.Reason;
import dev.ringkernel.ptx.text.PtxFunction;
import dev.ringkernel.ptx.text.PtxLine;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collects what a module has that cannot be executed. */
final class Problems {
  private static final int MOST = 20;

  /** Ends the decoding of one line; its message is the sentence. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String sentence) {
      super(sentence, null, false, false);
    }
  }

  private final Set<String> sentences = new LinkedHashSet<>();

  void add(PtxLine line, Refused why) {
    Span span =
        switch (line) {
          case PtxLine.Instr i -> i.span();
          case PtxLine.Call c -> c.span();
          default -> Span.NONE;
        };
    int number =
        switch (line) {
          case PtxLine.Instr i -> i.line();
          case PtxLine.Call c -> c.line();
          default -> 0;
        };
    sentences.add(
        (number > 0 ? "PTX line " + number + ": " : "")
            + (span.equals(Span.NONE) ? "" : span + ": ")
            + why.getMessage());
  }

  /** Of a function as a whole: the place is its first instruction's. */
  void add(PtxFunction f, String sentence) {
    String whole = f.name() + ": " + sentence;
    f.body().stream()
        .filter(l -> l instanceof PtxLine.Instr || l instanceof PtxLine.Call)
        .findFirst()
        .ifPresentOrElse(first -> add(first, new Refused(whole)), () -> sentences.add(whole));
  }

  /** How many there are. */
  int count() {
    return sentences.size();
  }

  /** Throws, where there is any, with all of them. */
  void report() {
    if (sentences.isEmpty()) {
      return;
    }
    StringBuilder out = new StringBuilder();
    int count = 0;
    for (String sentence : sentences) {
      if (++count > MOST) {
        out.append("\nand ").append(sentences.size() - MOST).append(" more");
        break;
      }
      out.append(count == 1 ? "" : "\n").append(sentence);
    }
    throw new SimException(Reason.INVALID_PTX, out.toString());
  }
}
