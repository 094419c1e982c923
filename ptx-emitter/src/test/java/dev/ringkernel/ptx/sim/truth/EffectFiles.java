package dev.ringkernel.ptx.sim.truth;

import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.sim.SimGrid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The PTX files of the cases as they grow, and the cases. */
final class EffectFiles {
  private static final int KERNELS = 40;

  /** What constant space and array parameters hold. */
  static final byte[] CONSTANT = new byte[32];

  static {
    for (int i = 0; i < CONSTANT.length; i++) {
      CONSTANT[i] = (byte) (i * 37 + 0x81);
    }
  }

  /** Where a kernel stands. */
  record Place(String file, String entry) {}

  private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
  private final List<EffectCase> cases = new ArrayList<>();
  private int count;

  /** The place of the next kernel. */
  Place next() {
    Place place = new Place("e%03d".formatted(count / KERNELS), "e" + count);
    count++;
    return place;
  }

  void add(
      Place place,
      String kernel,
      PtxForm form,
      String remark,
      SimGrid grid,
      List<EffectCase.Argument> arguments) {
    add(place, kernel, form, remark, grid, arguments, Set.of(form.row().toString()));
  }

  void add(
      Place place,
      String kernel,
      PtxForm form,
      String remark,
      SimGrid grid,
      List<EffectCase.Argument> arguments,
      Set<String> rows) {
    texts.computeIfAbsent(place.file(), f -> new StringBuilder(header())).append(kernel);
    cases.add(new EffectCase(form + remark, place.file(), place.entry(), grid, arguments, rows));
  }

  /** Adds a file as it is, with cases of it. */
  void add(String file, String text, List<EffectCase> more) {
    texts.put(file, new StringBuilder(text));
    cases.addAll(more);
  }

  private static String header() {
    StringBuilder values = new StringBuilder();
    for (byte value : CONSTANT) {
      values.append(values.isEmpty() ? "" : ", ").append(value & 255);
    }
    return ".version 9.0\n.target sm_90a\n.address_size 64\n.const .align 32 .b8 cc[32] = {"
        + values
        + "};\n";
  }

  /** The texts by their files' names. */
  Map<String, String> texts() {
    Map<String, String> all = new LinkedHashMap<>();
    texts.forEach((file, text) -> all.put(file, text.toString()));
    return all;
  }

  List<EffectCase> cases() {
    return List.copyOf(cases);
  }
}
