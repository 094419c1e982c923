package dev.ringkernel.ptx.sim.truth;

import dev.ringkernel.ptx.sim.SimDevice;
import dev.ringkernel.ptx.sim.SimKernel;
import dev.ringkernel.ptx.sim.SimLaunch;
import dev.ringkernel.ptx.sim.SimMachine;
import dev.ringkernel.ptx.sim.SimModule;
import dev.ringkernel.ptx.sim.SimOptions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What the simulator makes of the cases. */
final class EffectRun {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private EffectRun() {}

  /**
   * What the buffers of the cases that are wanted hold behind them, or the fault, by the cases'
   * names.
   */
  static Map<String, Result> all(EffectFiles files, Predicate<EffectCase> which) {
    Map<String, List<EffectCase>> byFile = new LinkedHashMap<>();
    for (EffectCase one : files.cases()) {
      if (which.test(one)) {
        byFile.computeIfAbsent(one.file(), f -> new ArrayList<>()).add(one);
      }
    }
    Map<String, Result> results = new LinkedHashMap<>();
    Map<String, String> texts = files.texts();
    byFile.forEach((file, cases) -> run(file, texts.get(file), cases, results));
    return results;
  }

  /**
   * What came of a case.
   *
   * @param digest of the buffers, or the fault's text
   * @param buffers what they hold, one behind the other, each filled up to 8 bytes
   */
  record Result(String digest, long[] buffers) {}

  private static void run(
      String file, String text, List<EffectCase> cases, Map<String, Result> results) {
    try (SimMachine machine = SimMachine.open(SimOptions.of(Case.TARGET).withOutput(s -> {}))) {
      SimDevice device = machine.devices().getFirst();
      SimModule module = device.load(file + ".ptx", text);
      for (EffectCase one : cases) {
        results.put(one.name(), run(device, module, one));
      }
    }
  }

  private static Result run(SimDevice device, SimModule module, EffectCase one) {
    SimKernel kernel = module.kernel(one.entry());
    long[] addresses = new long[one.arguments().size()];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment block = arena.allocate(Math.max(kernel.paramBytes(), 1), 8);
      for (int i = 0; i < addresses.length; i++) {
        byte[] bytes = one.arguments().get(i).bytes();
        SimKernel.Param param = kernel.params().get(i);
        if (one.arguments().get(i).buffer()) {
          addresses[i] = device.allocate(padded(bytes.length));
          copy(bytes, device.segment(addresses[i], bytes.length), bytes.length);
          block.set(ValueLayout.JAVA_LONG_UNALIGNED, param.offset(), addresses[i]);
        } else {
          copy(bytes, block.asSlice(param.offset()), param.bytes());
        }
      }
      SimLaunch launch = device.launch(kernel, one.grid(), block);
      boolean ended = launch.await(LIMIT);
      launch.cancel();
      if (!ended || launch.fault().isPresent()) {
        return new Result(
            launch.fault().map(f -> "fault:" + f.kind()).orElse("fault:TIMEOUT"), new long[0]);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted in " + one.name(), e);
    }
    List<Long> words = new ArrayList<>();
    for (int i = 0; i < addresses.length; i++) {
      if (addresses[i] != 0) {
        long bytes = padded(one.arguments().get(i).bytes().length);
        for (long word : device.segment(addresses[i], bytes).toArray(ValueLayout.JAVA_LONG)) {
          words.add(word);
        }
        device.free(addresses[i]);
      }
    }
    long[] all = words.stream().mapToLong(Long::longValue).toArray();
    return new Result(Digests.hex(Digests.of(all)), all);
  }

  private static void copy(byte[] from, MemorySegment to, long count) {
    MemorySegment.copy(from, 0, to, ValueLayout.JAVA_BYTE, 0, (int) count);
  }

  static int padded(int bytes) {
    return (bytes + 7) / 8 * 8;
  }
}
