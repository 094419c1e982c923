package dev.ringkernel.ptx.check;

import java.util.List;
import java.util.Optional;

/**
 * What one assembler said of one module.
 *
 * @param checker the assembler with its release, such as {@code ptxas 13.0}
 * @param verdict the outcome
 * @param reason why it was not checked, a full sentence; empty otherwise
 * @param entries what the entries need, by name; empty unless passed
 * @param messages errors and warnings in the order of the log
 */
public record CheckerReport(
    String checker,
    Verdict verdict,
    String reason,
    List<EntryResources> entries,
    List<AssemblerMessage> messages) {

  /** Copies the lists. */
  public CheckerReport {
    entries = List.copyOf(entries);
    messages = List.copyOf(messages);
  }

  /** Returns the report of an assembler that could not judge. */
  static CheckerReport notChecked(String checker, String reason) {
    return new CheckerReport(checker, Verdict.NOT_CHECKED, reason, List.of(), List.of());
  }

  /** Returns what an entry needs. */
  public Optional<EntryResources> entry(String name) {
    return entries.stream().filter(e -> e.name().equals(name)).findFirst();
  }
}
