package dev.ringkernel.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * The results of one run: rows, checks and facts, as one JSON file with the statistics and one file
 * per row with the raw samples ({@code NAME.i64.gz}: big-endian 64-bit integers in the order
 * taken).
 *
 * <pre>
 * { "schema": "ringkernel-results/1", "suite": "first-light", "backend": "cuda",
 *   "environment": { "run": {…}, "host": {…}, "jvm": {…}, "device": {…}, … },
 *   "facts":  { … },
 *   "rows":   [ { "name", "unit", "about", "samples_file", "samples_divisor",
 *                 "n", "mean", "median", "sd", "mean_ci95", "median_ci95",
 *                 "min", "p50", "p90", "p99", "p99_9", "max" }, … ],
 *   "checks": [ { "name", "held", "bar", "found" }, … ] }
 * </pre>
 */
final class Results {
  static final String SCHEMA = "ringkernel-results/1";

  private final String suite;
  private final String backend;
  private final Environment environment;
  private final PrintStream console;
  private final List<Row> rows = new ArrayList<>();
  private final List<Check> checks = new ArrayList<>();
  private final Map<String, Object> facts = new LinkedHashMap<>();

  Results(String suite, String backend, Environment environment, PrintStream console) {
    this.suite = suite;
    this.backend = backend;
    this.environment = environment;
    this.console = console;
  }

  Environment environment() {
    return environment;
  }

  /** Keeps a row and shows it. */
  Statistics add(Row row) {
    rows.add(row);
    console.println(line(row));
    return row.statistics();
  }

  /** Keeps a figure that is no measurement, such as a count. */
  void fact(String name, Object value) {
    facts.put(name, value);
    console.printf("  %s = %s%n", name, value);
  }

  /** Something that must be so for the run to be right. */
  boolean check(String name, boolean held, String found) {
    return keep(new Check(name, held, false, found));
  }

  /** A bar on speed. */
  boolean bar(String name, boolean held, String found) {
    return keep(new Check(name, held, true, found));
  }

  private boolean keep(Check check) {
    checks.add(check);
    if (!check.held()) {
      console.printf("  %s: %s: %s%n", failure(check), check.name(), check.found());
    }
    return check.held();
  }

  private static String failure(Check check) {
    return check.bar() ? "MISSED" : "WRONG";
  }

  /** Whether all that must be so is so; bars on speed may be missed. */
  boolean right() {
    return checks.stream().allMatch(check -> check.held() || check.bar());
  }

  /** Writes all of it into a folder. */
  void write(Path folder) throws IOException {
    Path raw = folder.resolve(suite + ".samples");
    Files.createDirectories(raw);
    for (Row row : rows) {
      writeSamples(raw.resolve(row.name() + ".i64.gz"), row.samples());
    }
    Path file = folder.resolve(suite + ".json");
    try (JsonGenerator json =
        new JsonFactory()
            .createGenerator(Files.newBufferedWriter(file))
            .setPrettyPrinter(new DefaultPrettyPrinter())) {
      json.writeStartObject();
      json.writeStringField("schema", SCHEMA);
      json.writeStringField("suite", suite);
      json.writeStringField("backend", backend);
      json.writeObjectFieldStart("environment");
      environment.write(json);
      json.writeEndObject();
      json.writeObjectFieldStart("facts");
      for (Map.Entry<String, Object> fact : facts.entrySet()) {
        json.writeFieldName(fact.getKey());
        switch (fact.getValue()) {
          case Boolean b -> json.writeBoolean(b);
          case Long l -> json.writeNumber(l);
          case Integer i -> json.writeNumber(i);
          case Double d -> json.writeNumber(d);
          default -> json.writeString(fact.getValue().toString());
        }
      }
      json.writeEndObject();
      json.writeArrayFieldStart("rows");
      for (Row row : rows) {
        json.writeStartObject();
        json.writeStringField("name", row.name());
        json.writeStringField("unit", row.unit());
        json.writeStringField("about", row.about());
        json.writeStringField("samples_file", suite + ".samples/" + row.name() + ".i64.gz");
        json.writeNumberField("samples_divisor", row.divisor());
        row.statistics().write(json);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("checks");
      for (Check check : checks) {
        json.writeStartObject();
        json.writeStringField("name", check.name());
        json.writeBooleanField("held", check.held());
        json.writeBooleanField("bar", check.bar());
        json.writeStringField("found", check.found());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    console.println("results: " + file);
  }

  private static void writeSamples(Path file, long[] samples) throws IOException {
    try (var out =
        new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file), 1 << 16))) {
      ByteBuffer chunk = ByteBuffer.allocate(8 * 1024);
      for (long sample : samples) {
        chunk.putLong(sample);
        if (!chunk.hasRemaining()) {
          out.write(chunk.array());
          chunk.clear();
        }
      }
      out.write(chunk.array(), 0, chunk.position());
    }
  }

  /** Shows everything in short. */
  void print() {
    console.printf(
        "%n%-28s %9s %11s %11s %11s %11s %11s  %s%n",
        "row", "n", "p50", "p90", "p99", "p99.9", "max", "unit");
    rows.forEach(row -> console.println(line(row)));
    console.println();
    for (Check check : checks) {
      console.printf(
          "%-7s %s: %s%n", check.held() ? "ok" : failure(check), check.name(), check.found());
    }
  }

  private static String line(Row row) {
    Statistics s = row.statistics();
    return "%-28s %9d %11s %11s %11s %11s %11s  %s"
        .formatted(
            row.name(),
            s.n(),
            number(s.p50()),
            number(s.p90()),
            number(s.p99()),
            number(s.p999()),
            number(s.max()),
            row.unit());
  }

  private static String number(double value) {
    return Math.abs(value) < 1000 && value != Math.rint(value)
        ? String.format(Locale.ROOT, "%.2f", value)
        : String.format(Locale.ROOT, "%,.0f", value);
  }
}
