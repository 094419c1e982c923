package dev.ringkernel.ptx.sim.truth;

import dev.ringkernel.ptx.sim.Dim3;
import dev.ringkernel.ptx.sim.SimGrid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Writes what a GPU host needs to record effects: the kernels' files, {@code inputs.bin} with the
 * contents of buffers, and {@code plan.txt}, a line for each case: file, entry, grid, block,
 * cluster or 0, dynamic shared memory, 1 for cooperative, arguments ({@code b:OFFSET:BYTES} a
 * buffer, {@code z:BYTES} a zeroed one, {@code n:HEX} a value), what the simulator makes of it, and
 * the name.
 */
public final class EffectPlan {
  private final ByteArrayOutputStream inputs = new ByteArrayOutputStream();
  private final Map<String, Integer> offsets = new HashMap<>();

  private EffectPlan() {}

  /** The only argument is the folder to write. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Files.createDirectories(folder);
    EffectFiles files = EffectCases.all();
    Map<String, EffectRun.Result> results = EffectRun.all(files, one -> true);
    for (Map.Entry<String, String> text : files.texts().entrySet()) {
      Files.writeString(folder.resolve(text.getKey() + ".ptx"), text.getValue());
    }
    EffectPlan plan = new EffectPlan();
    List<String> lines = new ArrayList<>();
    for (EffectCase one : files.cases()) {
      lines.add(plan.line(one, results.get(one.name()).digest()));
    }
    Files.write(folder.resolve("plan.txt"), lines);
    Files.write(folder.resolve("inputs.bin"), plan.inputs.toByteArray());
  }

  private String line(EffectCase one, String expected) {
    List<String> arguments = new ArrayList<>();
    for (EffectCase.Argument argument : one.arguments()) {
      arguments.add(argument(argument));
    }
    SimGrid grid = one.grid();
    Dim3 cluster = grid.cluster();
    return String.join(
        " ",
        one.file(),
        one.entry(),
        extents(grid.grid()),
        extents(grid.block()),
        cluster == null ? "0" : Integer.toString(cluster.x()),
        Integer.toString(grid.dynamicShared()),
        grid.cooperative() ? "1" : "0",
        arguments.isEmpty() ? "-" : String.join(",", arguments),
        expected,
        one.name());
  }

  private static String extents(Dim3 dim) {
    return dim.x() + " " + dim.y() + " " + dim.z();
  }

  private String argument(EffectCase.Argument argument) {
    byte[] bytes = argument.bytes();
    String hex = HexFormat.of().formatHex(bytes);
    if (!argument.buffer()) {
      return "n:" + hex;
    }
    if (hex.chars().allMatch(c -> c == '0')) {
      return "z:" + bytes.length;
    }
    Integer offset = offsets.get(hex);
    if (offset == null) {
      offset = inputs.size();
      offsets.put(hex, offset);
      inputs.writeBytes(bytes);
    }
    return "b:" + offset + ":" + bytes.length;
  }
}
