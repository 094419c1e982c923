package dev.ringkernel.runtime.mutants;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One instruction of a PTX text.
 *
 * @param line index of its line
 * @param function the Java method that it was compiled into, such as {@code Mailbox.put}; the
 *     external name or the entry's where that is no method of the device runtime
 * @param file the Java file that it came from, without folders
 * @param javaLine the line there
 * @param before what stands before the opcode: space and predicate
 * @param opcode with all its suffixes
 * @param after operands
 */
record Instruction(
    int line,
    String function,
    String file,
    int javaLine,
    String before,
    String opcode,
    String after) {
  private static final Set<String> MEMORY =
      Set.of("ld", "st", "atom", "red", "fence", "membar", "bar", "barrier");
  private static final Pattern FILE = Pattern.compile("\\s*\\.file\\s+(\\d+)\\s+\"([^\"]+)\".*");
  private static final Pattern LOC = Pattern.compile("\\s*\\.loc\\s+(\\d+)\\s+(\\d+).*");
  private static final Pattern TEXT =
      Pattern.compile("(\\s*(?:@!?%\\w+\\s+)?)([a-z][\\w.:]*)(\\s.*)?;.*");
  private static final Pattern HEAD =
      Pattern.compile("(?:\\.visible )?\\.(?:func|entry)(?: \\([^)]*\\))? ([\\w$]+)\\(.*");
  private static final Pattern METHOD =
      Pattern.compile("dev\\$_ringkernel\\$_runtime\\$_device\\$_(\\w+)\\$_(\\w+?)\\$u0028.*");

  /** All instructions of a text, in its order. */
  static List<Instruction> of(String ptx) {
    List<Instruction> all = new ArrayList<>();
    Map<Integer, String> files = new HashMap<>();
    String[] lines = ptx.split("\n", -1);
    for (String line : lines) {
      Matcher file = FILE.matcher(line);
      if (file.matches()) {
        String path = file.group(2);
        files.put(Integer.parseInt(file.group(1)), path.substring(path.lastIndexOf('/') + 1));
      }
    }
    String function = "";
    String file = "";
    int javaLine = 0;
    for (int i = 0; i < lines.length; i++) {
      Matcher head = HEAD.matcher(lines[i]);
      if (head.matches()) {
        Matcher method = METHOD.matcher(head.group(1));
        function = method.matches() ? method.group(1) + "." + method.group(2) : head.group(1);
        continue;
      }
      Matcher loc = LOC.matcher(lines[i]);
      if (loc.matches()) {
        file = files.getOrDefault(Integer.parseInt(loc.group(1)), "");
        javaLine = Integer.parseInt(loc.group(2));
        continue;
      }
      Matcher text = TEXT.matcher(lines[i]);
      if (text.matches()) {
        String after = text.group(3) == null ? "" : text.group(3);
        all.add(new Instruction(i, function, file, javaLine, text.group(1), text.group(2), after));
      }
    }
    return all;
  }

  /** The first part of the opcode. */
  String base() {
    int dot = opcode.indexOf('.');
    return dot < 0 ? opcode : opcode.substring(0, dot);
  }

  /** Whether it accesses memory, but for parameters, or orders accesses. */
  boolean isOfMemory() {
    return MEMORY.contains(base()) && !opcode.contains(".param");
  }

  /** Its line with another opcode. */
  String with(String other) {
    return before + other + after + ";";
  }
}
