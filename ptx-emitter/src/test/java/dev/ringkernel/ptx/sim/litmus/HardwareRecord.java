package dev.ringkernel.ptx.sim.litmus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a GPU showed, as {@code harness.cu} prints it.
 *
 * @param device its name
 * @param rows one for each test
 */
record HardwareRecord(String device, List<Row> rows) {

  /**
   * A test's histogram.
   *
   * @param digest of the text that was run
   * @param instances how many were run
   * @param counts how often each outcome was seen
   */
  record Row(String name, String digest, long instances, SortedMap<Outcome, Long> counts) {}

  static HardwareRecord read(String json) throws IOException {
    String device = "";
    List<Row> rows = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      expect(parser, JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "device" -> device = parser.getText();
          case "driver" -> parser.getLongValue();
          case "tests" -> {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
              rows.add(row(parser));
            }
          }
          default -> throw new IOException("a record has no field '" + field + "'");
        }
      }
    }
    return new HardwareRecord(device, rows);
  }

  private static Row row(JsonParser parser) throws IOException {
    String name = "";
    String digest = "";
    long instances = 0;
    List<String> observed = new ArrayList<>();
    SortedMap<Outcome, Long> counts = new TreeMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "name" -> name = parser.getText();
        case "digest" -> digest = parser.getText();
        case "instances" -> instances = parser.getLongValue();
        case "observed" -> {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            observed.add(parser.getText());
          }
        }
        case "outcomes" -> {
          while (parser.nextToken() == JsonToken.START_ARRAY) {
            outcome(parser, observed, counts);
          }
        }
        default -> throw new IOException("a test of a record has no field '" + field + "'");
      }
    }
    return new Row(name, digest, instances, counts);
  }

  private static void outcome(
      JsonParser parser, List<String> observed, SortedMap<Outcome, Long> counts)
      throws IOException {
    SortedMap<String, Long> values = new TreeMap<>();
    for (String each : observed) {
      parser.nextToken();
      values.put(each, parser.getBigIntegerValue().longValue());
    }
    parser.nextToken();
    counts.put(new Outcome(values), parser.getLongValue());
    expect(parser, JsonToken.END_ARRAY);
  }

  private static void expect(JsonParser parser, JsonToken token) throws IOException {
    JsonToken found = parser.nextToken();
    if (found != token) {
      throw new IOException("expected " + token + " in a record, not " + found);
    }
  }
}
