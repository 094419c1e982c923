package dev.ringkernel.samples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs a sample's main as a user without a GPU would, and keeps what it prints. */
public final class Output {
  private Output() {}

  /** A main. */
  public interface Main {
    /** Runs it. */
    void run() throws Exception;
  }

  /** What {@code main} prints with the CPU backend chosen. */
  public static String onCpu(Main main) throws Exception {
    return on("cpu", main);
  }

  /** What {@code main} prints with a backend chosen. */
  static String on(String backend, Main main) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String property = "ringkernel.backend";
    String chosen = System.getProperty(property);
    System.setProperty(property, backend);
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      main.run();
    } finally {
      System.setOut(before);
      if (chosen == null) {
        System.clearProperty(property);
      } else {
        System.setProperty(property, chosen);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
