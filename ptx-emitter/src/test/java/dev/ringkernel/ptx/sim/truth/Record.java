package dev.ringkernel.ptx.sim.truth;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The resources that hold what the hardware computed. Lines that begin with # are remarks. */
final class Record {
  private Record() {}

  /** The digests of the results of each case, by its name, in the order of the run. */
  static Map<String, String> digests() {
    return digests("sm_90.txt");
  }

  /** The digest of the buffers behind each case with effects, by its name. */
  static Map<String, String> effects() {
    return digests("sm_90-effects.txt");
  }

  private static Map<String, String> digests(String name) {
    Map<String, String> digests = new LinkedHashMap<>();
    for (String line : resource(name)) {
      int space = line.indexOf(' ');
      String before = digests.put(line.substring(space + 1), line.substring(0, space));
      if (before != null) {
        throw new IllegalStateException(name + " has a case twice: " + line);
      }
    }
    return digests;
  }

  /** Some vectors of each approximate case with the values that the hardware gave for them. */
  static Map<String, Map<Integer, Long>> samples() {
    Map<String, Map<Integer, Long>> samples = new LinkedHashMap<>();
    for (String line : resource("sm_90-approx.txt")) {
      String[] parts = line.split(": ", 2);
      Map<Integer, Long> values = new LinkedHashMap<>();
      for (String part : parts[1].split(" ")) {
        String[] pair = part.split("=");
        values.put(Integer.parseInt(pair[0]), Long.parseUnsignedLong(pair[1], 16));
      }
      samples.put(parts[0], values);
    }
    return samples;
  }

  private static List<String> resource(String name) {
    try (InputStream in = Record.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("there is no " + name + " beside " + Record.class);
      }
      return withoutRemarks(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of a text but for remarks. */
  static List<String> withoutRemarks(String text) {
    return text.lines().filter(line -> !line.startsWith("#")).toList();
  }
}
