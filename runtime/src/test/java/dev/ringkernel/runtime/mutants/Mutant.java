package dev.ringkernel.runtime.mutants;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One change of one instruction.
 *
 * @param number which of the instructions with this opcode in this function that came from this
 *     file, in the text's order from 1
 * @param change what was done
 * @param opcode the opcode after it; empty for none
 */
record Mutant(Instruction at, int number, Change change, String opcode) {
  /** Kinds of changes. */
  enum Change {
    /** A fence or barrier does nothing. */
    DROP(o -> o.startsWith("fence") || o.startsWith("membar") || o.startsWith("bar") ? "" : o),
    /** An acquire, a release or both becomes relaxed. */
    RELAX(
        o ->
            o.startsWith("fence")
                ? o
                : o.replaceAll("\\.(acquire|release|acq_rel)\\b", ".relaxed")),
    /** The acquire half of both is lost. */
    ONLY_RELEASE(o -> o.replace(".acq_rel", ".release")),
    /** The release half of both is lost. */
    ONLY_ACQUIRE(o -> o.replace(".acq_rel", ".acquire")),
    /** System scope becomes that of the device. */
    TO_GPU(o -> o.replaceAll("\\.sys\\b", ".gpu")),
    /** Any wider scope becomes that of the block. */
    TO_CTA(o -> o.replaceAll("\\.(sys|gpu|cluster)\\b", ".cta"));

    private final UnaryOperator<String> opcode;

    Change(UnaryOperator<String> opcode) {
      this.opcode = opcode;
    }
  }

  /** All mutants of a text, in its order. */
  static List<Mutant> of(String ptx) {
    List<Mutant> all = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (Instruction each : Instruction.of(ptx)) {
      if (each.isOfMemory()) {
        String same = each.file() + " " + each.function() + " " + each.opcode();
        int number = seen.merge(same, 1, Integer::sum);
        for (Change change : Change.values()) {
          String changed = change.opcode.apply(each.opcode());
          if (!changed.equals(each.opcode())) {
            all.add(new Mutant(each, number, change, changed));
          }
        }
      }
    }
    return all;
  }

  /** Its new line. */
  String line() {
    return opcode.isEmpty() ? "// dropped" : at.with(opcode);
  }

  /** The text with this change. */
  String apply(String ptx) {
    return replace(ptx, line());
  }

  /** The text with a trap in its place: a scenario that does not fail with it never comes here. */
  String trap(String ptx) {
    return replace(ptx, "trap;\n" + at.with(at.opcode()));
  }

  private String replace(String ptx, String line) {
    String[] lines = ptx.split("\n", -1);
    lines[at.line()] = line;
    return String.join("\n", lines);
  }

  /** What it is called in the table: it says where without the line, which changes. */
  String key() {
    return at.file().replace(".java", "")
        + " in "
        + at.function()
        + " "
        + at.opcode()
        + " #"
        + number
        + " "
        + change;
  }
}
