package dev.ringkernel.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.reporting.legacy.xml.LegacyXmlReportGeneratingListener;

/**
 * Runs the tests of one tag in this JVM, for hosts without Maven: a line when a test starts and one
 * when it ends, JUnit's XML, and {@code summary.json}, which is whole after each test, so that a
 * run that is cut off still tells what it saw.
 */
final class GpuTests implements TestExecutionListener {
  private static final String USAGE =
      """
      usage: gpu-tests [--tag TAG] [--include REGEX] [--out DIR] [--stuck SECONDS]
        --tag TAG         the JUnit tag to run (gpu)
        --include REGEX   only classes whose full name matches (.*)
        --out DIR         where TEST-*.xml and summary.json go (gpu-tests)
        --stuck SECONDS   print all threads when one test takes longer, each time it does (60)
      exit code: 0 none failed, 1 a test failed, 2 usage, 3 no test was run (none found, or all skipped)
      """;

  /** What became of one test. */
  private record Outcome(
      String name, String status, long millis, @Nullable String reason, @Nullable String trace) {}

  private final PrintStream console;
  private final Path summary;
  private final String tag;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final Map<String, Long> started = new ConcurrentHashMap<>();
  private final long begun = System.nanoTime();

  private GpuTests(PrintStream console, Path summary, String tag) {
    this.console = console;
    this.summary = summary;
    this.tag = tag;
  }

  /** Runs the tests of the class path roots in the property {@code ringkernel.test.roots}. */
  public static void main(String[] args) throws IOException {
    String tag = "gpu";
    String include = ".*";
    Path out = Path.of("gpu-tests");
    long stuckSeconds = 60;
    for (Iterator<String> rest = Arrays.asList(args).iterator(); rest.hasNext(); ) {
      String option = rest.next();
      if (!Set.of("--tag", "--include", "--out", "--stuck").contains(option) || !rest.hasNext()) {
        System.err.print(USAGE);
        System.exit(option.equals("--help") ? 0 : 2);
      }
      String value = rest.next();
      switch (option) {
        case "--tag" -> tag = value;
        case "--include" -> include = value;
        case "--out" -> out = Path.of(value);
        default -> stuckSeconds = Long.parseLong(value);
      }
    }
    Set<Path> roots =
        Arrays.stream(System.getProperty("ringkernel.test.roots", "").split(":"))
            .filter(root -> !root.isEmpty())
            .map(Path::of)
            .collect(Collectors.toSet());
    Files.createDirectories(out);
    GpuTests listener = new GpuTests(System.out, out.resolve("summary.json"), tag);
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClasspathRoots(roots))
            .filters(
                EngineFilter.includeEngines("junit-jupiter"),
                TagFilter.includeTags(tag),
                ClassNameFilter.includeClassNamePatterns(include))
            .build();
    listener.watch(Duration.ofSeconds(stuckSeconds));
    var xml = new LegacyXmlReportGeneratingListener(out, new PrintWriter(System.err, true, UTF_8));
    LauncherFactory.create().execute(request, listener, xml);
    listener.write();
    System.exit(listener.report());
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    if (test.isTest()) {
      started.put(nameOf(test), System.nanoTime());
      console.printf("run   %s%n", nameOf(test));
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    add(new Outcome(nameOf(test), "skipped", 0, reason, null));
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    boolean passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
    if (!test.isTest() && passed) {
      return; // A container counts only where its own set-up failed.
    }
    Long since = started.remove(nameOf(test));
    long millis = since == null ? 0 : (System.nanoTime() - since) / 1_000_000;
    Throwable cause = result.getThrowable().orElse(null);
    String status =
        switch (result.getStatus()) {
          case SUCCESSFUL -> "passed";
          case ABORTED -> "skipped";
          case FAILED -> "failed";
        };
    add(
        new Outcome(
            nameOf(test),
            status,
            millis,
            cause == null ? null : String.valueOf(cause.getMessage()),
            cause == null || !status.equals("failed") ? null : traceOf(cause)));
  }

  private synchronized void add(Outcome outcome) {
    outcomes.add(outcome);
    console.printf(
        "%s %s (%d ms)%s%n",
        outcome.status.equals("failed")
            ? "FAIL "
            : outcome.status.equals("passed") ? "ok   " : "skip ",
        outcome.name,
        outcome.millis,
        outcome.reason == null ? "" : ": " + outcome.reason);
    if (outcome.trace != null) {
      console.print(outcome.trace);
    }
    write();
  }

  private synchronized void write() {
    Path next = summary.resolveSibling("summary.json.next");
    try (JsonGenerator json =
        new JsonFactory()
            .createGenerator(Files.newBufferedWriter(next))
            .useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("tag", tag);
      for (String status : List.of("passed", "failed", "skipped")) {
        json.writeNumberField(status, count(status));
      }
      json.writeNumberField("millis", (System.nanoTime() - begun) / 1_000_000);
      json.writeArrayFieldStart("running");
      for (String name : started.keySet().stream().sorted().toList()) {
        json.writeString(name);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("tests");
      for (Outcome outcome : outcomes) {
        json.writeStartObject();
        json.writeStringField("name", outcome.name);
        json.writeStringField("status", outcome.status);
        json.writeNumberField("millis", outcome.millis);
        if (outcome.reason != null) {
          json.writeStringField("reason", outcome.reason);
        }
        if (outcome.trace != null) {
          json.writeStringField("trace", outcome.trace);
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + next, e);
    }
    try {
      Files.move(next, summary, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + summary, e);
    }
  }

  private synchronized int report() {
    outcomes.stream()
        .filter(outcome -> outcome.status.equals("failed"))
        .forEach(outcome -> console.printf("FAILED %s%n", outcome.name));
    console.printf(
        "%d passed, %d failed, %d skipped in %d s%n",
        count("passed"),
        count("failed"),
        count("skipped"),
        (System.nanoTime() - begun) / 1_000_000_000);
    if (count("passed") + count("failed") == 0) {
      console.printf("no test with the tag %s was run: nothing is shown%n", tag);
      return 3;
    }
    return count("failed") == 0 ? 0 : 1;
  }

  private int count(String status) {
    return (int) outcomes.stream().filter(outcome -> outcome.status.equals(status)).count();
  }

  /** Prints every thread's stack each time a test has taken that much longer. */
  private void watch(Duration stuck) {
    Thread.ofPlatform()
        .daemon()
        .name("gpu-tests-watch")
        .start(
            () -> {
              Map<String, Integer> told = new ConcurrentHashMap<>();
              while (true) {
                try {
                  Thread.sleep(1000);
                } catch (InterruptedException e) {
                  return;
                }
                started.forEach(
                    (name, since) -> {
                      int times = (int) ((System.nanoTime() - since) / stuck.toNanos());
                      if (times > told.getOrDefault(name, 0)) {
                        told.put(name, times);
                        printThreads(name, stuck.multipliedBy(times));
                      }
                    });
              }
            });
  }

  private void printThreads(String name, Duration after) {
    var text = new StringBuilder("stuck? %s after %d s%n".formatted(name, after.toSeconds()));
    for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
      Thread thread = entry.getKey();
      if (entry.getValue().length > 0 && !thread.equals(Thread.currentThread())) {
        text.append("  %s %s%n".formatted(thread.getName(), thread.getState()));
        Arrays.stream(entry.getValue())
            .filter(frame -> !frame.getClassName().startsWith("org.junit."))
            .forEach(frame -> text.append("      at %s%n".formatted(frame)));
      }
    }
    console.print(text);
  }

  private static String nameOf(TestIdentifier test) {
    TestSource source = test.getSource().orElse(null);
    String container =
        switch (source) {
          case MethodSource method -> method.getClassName() + "." + method.getMethodName();
          case ClassSource type -> type.getClassName();
          case null, default -> test.getUniqueId();
        };
    return container.endsWith(test.getDisplayName().replace("()", ""))
        ? container
        : container + " [" + test.getDisplayName() + "]";
  }

  private static String traceOf(Throwable cause) {
    var text = new StringWriter();
    cause.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
