package dev.ringkernel.ptx.check;

import dev.ringkernel.ptx.check.AssemblerMessage.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log that {@code ptxas} writes with {@code -v}; the compiler library writes the same.
 *
 * <p>What stands between the lines "Compiling entry function" of one entry and of the next is of
 * the first: its own figures, and the properties of the functions that it calls, which come after
 * them.
 */
final class AssemblerLog {
  private static final Pattern MESSAGE =
      Pattern.compile(
          "^ptxas (?:(?<place>.*?), line (?<line>\\d+); )?(?<severity>error|fatal|warning)\\s*:"
              + " (?<text>.*)$");
  private static final Pattern ENTRY = Pattern.compile("Compiling entry function '([^']+)' for");
  private static final Pattern PROPERTIES = Pattern.compile("Function properties for (\\S+)$");
  private static final Pattern STACK =
      Pattern.compile(
          "(\\d+) bytes stack frame, (\\d+) bytes spill stores, (\\d+) bytes spill loads");
  private static final Pattern USED = Pattern.compile("Used (\\d+) registers");
  private static final Pattern CUMULATIVE = Pattern.compile("(\\d+) bytes cumulative stack size");
  private static final Pattern SHARED = Pattern.compile("(\\d+) bytes smem");
  private static final Pattern BARRIERS = Pattern.compile("used (\\d+) barriers");

  /** What the assembler says where it cannot judge, rather than finding a fault. */
  private static final Pattern UNKNOWN =
      Pattern.compile(
          "Value '[^']*' is not defined for option 'gpu-name'"
              + "|Unsupported \\.version .*"
              + "|.*unsupported ptx version.*",
          Pattern.CASE_INSENSITIVE);

  private final List<AssemblerMessage> messages = new ArrayList<>();
  private final List<EntryResources> entries = new ArrayList<>();
  private @Nullable String entry;
  private @Nullable String properties;
  private String used = "";
  private int registers;
  private int stack;
  private int spillStores;
  private int spillLoads;

  private AssemblerLog(String log) {
    log.lines().forEach(this::line);
    endEntry();
  }

  static AssemblerLog read(String log) {
    return new AssemblerLog(log);
  }

  private void line(String line) {
    var message = MESSAGE.matcher(line);
    if (message.matches()) {
      message(message);
      return;
    }
    var found = ENTRY.matcher(line);
    if (found.find()) {
      endEntry();
      entry = found.group(1);
      return;
    }
    found = PROPERTIES.matcher(line);
    if (found.find()) {
      properties = found.group(1);
      return;
    }
    found = STACK.matcher(line);
    if (found.find()) {
      // Functions that are called have properties too: their spills are the entry's, and their
      // stack is in its cumulative figure.
      if (properties == null || properties.equals(entry)) {
        stack = number(found, 1);
      }
      spillStores += number(found, 2);
      spillLoads += number(found, 3);
      return;
    }
    found = USED.matcher(line);
    if (found.find()) {
      used = line;
      registers = number(found, 1);
    }
  }

  private void endEntry() {
    if (entry != null && !used.isEmpty()) {
      entries.add(
          new EntryResources(
              entry,
              registers,
              Math.max(stack, find(CUMULATIVE, used)),
              spillStores,
              spillLoads,
              find(SHARED, used),
              find(BARRIERS, used)));
    }
    entry = null;
    properties = null;
    used = "";
    stack = 0;
    spillStores = 0;
    spillLoads = 0;
  }

  private void message(Matcher message) {
    var text = message.group("text");
    boolean summary = text.equals("Ptx assembly aborted due to errors") && !messages.isEmpty();
    if (!summary) {
      var line = message.group("line");
      messages.add(
          new AssemblerMessage(
              message.group("severity").equals("warning") ? Severity.WARNING : Severity.ERROR,
              line == null ? 0 : Integer.parseInt(line),
              text));
    }
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static int find(Pattern pattern, String line) {
    var found = pattern.matcher(line);
    return found.find() ? number(found, 1) : 0;
  }

  /**
   * Returns the report.
   *
   * @param checker the assembler with its release
   * @param succeeded whether it said that it made code
   */
  CheckerReport report(String checker, boolean succeeded) {
    if (succeeded) {
      return new CheckerReport(checker, Verdict.PASSED, "", sorted(), messages);
    }
    for (var message : messages) {
      if (UNKNOWN.matcher(message.text()).matches()) {
        return CheckerReport.notChecked(
            checker, checker + " cannot judge this: " + message.text() + ".");
      }
    }
    return new CheckerReport(checker, Verdict.FAILED, "", List.of(), messages);
  }

  private List<EntryResources> sorted() {
    return entries.stream().sorted(Comparator.comparing(EntryResources::name)).toList();
  }
}
