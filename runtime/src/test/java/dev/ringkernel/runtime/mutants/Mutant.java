package dev.ringkernel.runtime.mutants;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One change of one line of PTX.
 *
 * @param line index of the line
 * @param place the Java method and line that it came from, and which of its instructions, such as
 *     {@code Mailbox.java:51 st.release.gpu #1}
 * @param change what was done
 * @param text the new line
 */
record Mutant(int line, String place, Change change, String text) {
  private static final Pattern FILE = Pattern.compile("\\s*\\.file\\s+(\\d+)\\s+\"([^\"]+)\".*");
  private static final Pattern LOC = Pattern.compile("\\s*\\.loc\\s+(\\d+)\\s+(\\d+).*");
  private static final Pattern INSTRUCTION =
      Pattern.compile("(\\s*)((?:@!?%\\w+\\s+)?)([a-z][\\w.:]*)(\\s.*)?;.*");
  private static final Set<String> BASES =
      Set.of("ld", "st", "atom", "red", "fence", "membar", "bar", "barrier");

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

    /** The opcode after the change: the same where there is nothing to change, empty for none. */
    String apply(String before) {
      return opcode.apply(before);
    }
  }

  /** All mutants of a text, in its order. */
  static List<Mutant> of(String ptx) {
    List<Mutant> all = new ArrayList<>();
    Map<Integer, String> files = new TreeMap<>();
    String[] lines = ptx.split("\n", -1);
    for (String line : lines) {
      Matcher file = FILE.matcher(line);
      if (file.matches()) {
        String path = file.group(2);
        files.put(Integer.parseInt(file.group(1)), path.substring(path.lastIndexOf('/') + 1));
      }
    }
    String place = "";
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < lines.length; i++) {
      Matcher loc = LOC.matcher(lines[i]);
      if (loc.matches()) {
        place = files.get(Integer.parseInt(loc.group(1))) + ":" + loc.group(2);
      }
      Matcher instruction = INSTRUCTION.matcher(lines[i]);
      if (!instruction.matches()) {
        continue;
      }
      String opcode = instruction.group(3);
      String base = opcode.contains(".") ? opcode.substring(0, opcode.indexOf('.')) : opcode;
      if (!BASES.contains(base)) {
        continue;
      }
      int number = seen.merge(place + opcode, 1, Integer::sum);
      for (Change change : Change.values()) {
        String changed = change.apply(opcode);
        if (!changed.equals(opcode)) {
          String text =
              changed.isEmpty()
                  ? "// dropped"
                  : instruction.group(1)
                      + instruction.group(2)
                      + changed
                      + (instruction.group(4) == null ? "" : instruction.group(4))
                      + ";";
          all.add(new Mutant(i, place + " " + opcode + " #" + number, change, text));
        }
      }
    }
    return all;
  }

  /** The text with this change. */
  String apply(String ptx) {
    String[] lines = ptx.split("\n", -1);
    lines[line] = text;
    return String.join("\n", lines);
  }

  /** How early it is tried: what orders other accesses first, then what the host shares. */
  int rank() {
    boolean relaxed = place.contains(".relaxed.");
    return !relaxed ? 0 : change == Change.TO_GPU ? 1 : 2;
  }

  /** What it is called in the table. */
  String key() {
    return place + " " + change;
  }
}
