package dev.ringkernel.ptx.sim.truth;

import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.PtxVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what a GPU host needs to make the record: {@code NN.ptx}, with an entry for each case, and
 * {@code plan.txt}, a line for each: file, entry, constant inputs' shape, scan or cross, result
 * widths, digest of the inputs, {@code approx} or {@code exact}, the digests that the meanings
 * have, and the spelling.
 */
public final class TruthPlan {
  private static final int FILES = 64;

  private TruthPlan() {}

  /** The only argument is the folder to write. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Files.createDirectories(folder);
    List<Case> cases = Case.all().stream().filter(Case::recordable).toList();
    List<StringBuilder> texts = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      PtxVersion version = PtxVersion.parse("9.0");
      texts.add(
          new StringBuilder(
              ".version " + version + "\n.target " + Case.TARGET + "\n.address_size 64\n"));
    }
    List<String> plan = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      Case one = cases.get(i);
      String entry = "f" + i;
      texts.get(i % FILES).append(Kernel.text(entry, one));
      plan.add(i % FILES + " " + entry + " " + line(one));
    }
    for (int i = 0; i < FILES; i++) {
      Files.writeString(folder.resolve("%02d.ptx".formatted(i)), texts.get(i));
    }
    Files.write(folder.resolve("plan.txt"), plan);
  }

  private static String line(Case one) {
    List<String> slots = new ArrayList<>();
    for (Operand operand : one.variables()) {
      slots.add(Inputs.Slot.of(operand.type()).toString());
    }
    List<String> widths = new ArrayList<>();
    List<String> digests = new ArrayList<>();
    for (int r = 0; r < one.form().results().size(); r++) {
      widths.add(Integer.toString(one.form().results().get(r).regClass().bits()));
      digests.add(Digests.hex(Digests.of(one.expected(r))));
    }
    return String.join(
        " ",
        String.join(",", slots),
        one.form().modifiers().containsKey("oob") ? "scan" : "cross",
        String.join(",", widths),
        Digests.hex(one.inputs().digest()),
        one.approximate() ? "approx" : "exact",
        String.join(",", digests),
        one.name());
  }
}
