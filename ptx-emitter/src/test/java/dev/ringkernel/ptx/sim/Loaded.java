package dev.ringkernel.ptx.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.text.PtxModule;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.List;

/** A machine with a module on its first device, for tests. */
final class Loaded implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  final SimMachine machine;
  final SimDevice device;
  final SimModule module;

  Loaded(SimOptions options, PtxModule ptx) {
    machine = SimMachine.open(options);
    device = machine.devices().getFirst();
    try {
      module = device.load(ptx);
    } catch (SimException e) {
      machine.close();
      throw e;
    }
  }

  /** So many zeroed bytes of the device's memory. */
  long bytes(long count) {
    return device.allocate(count);
  }

  /** Memory that holds these bytes. */
  long bytes(byte[] values) {
    long at = bytes(values.length);
    MemorySegment.copy(
        values, 0, memory(at, values.length), ValueLayout.JAVA_BYTE, 0, values.length);
    return at;
  }

  /** Memory that holds these words. */
  long ints(int... values) {
    long at = bytes(4L * values.length);
    MemorySegment.copy(
        values, 0, memory(at, 4L * values.length), ValueLayout.JAVA_INT, 0, values.length);
    return at;
  }

  long longs(long... values) {
    long at = bytes(8L * values.length);
    MemorySegment.copy(
        values, 0, memory(at, 8L * values.length), ValueLayout.JAVA_LONG, 0, values.length);
    return at;
  }

  long floats(float... values) {
    long at = bytes(4L * values.length);
    MemorySegment.copy(
        values, 0, memory(at, 4L * values.length), ValueLayout.JAVA_FLOAT, 0, values.length);
    return at;
  }

  MemorySegment memory(long address, long count) {
    return device.segment(address, count);
  }

  int[] intsAt(long address, int count) {
    return memory(address, 4L * count).toArray(ValueLayout.JAVA_INT);
  }

  long[] longsAt(long address, int count) {
    return memory(address, 8L * count).toArray(ValueLayout.JAVA_LONG);
  }

  float[] floatsAt(long address, int count) {
    return memory(address, 4L * count).toArray(ValueLayout.JAVA_FLOAT);
  }

  /** Starts a kernel; an argument is a number, or bytes for a parameter that is no scalar. */
  SimLaunch start(String kernel, SimGrid grid, Object... arguments) {
    SimKernel entry = module.kernel(kernel);
    assertThat(arguments).as("arguments of %s", kernel).hasSameSizeAs(entry.params());
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment block = arena.allocate(Math.max(entry.paramBytes(), 1), 8);
      for (int i = 0; i < arguments.length; i++) {
        SimKernel.Param p = entry.params().get(i);
        set(block.asSlice(p.offset(), p.bytes()), arguments[i]);
      }
      return device.launch(entry, grid, block);
    }
  }

  private static void set(MemorySegment to, Object value) {
    switch (value) {
      case byte[] b -> MemorySegment.copy(b, 0, to, ValueLayout.JAVA_BYTE, 0, b.length);
      case Float f -> to.set(ValueLayout.JAVA_FLOAT_UNALIGNED, 0, f);
      case Double d -> to.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, 0, d);
      case Number n -> {
        for (int i = 0; i < to.byteSize(); i++) {
          to.set(ValueLayout.JAVA_BYTE, i, (byte) (n.longValue() >> (8 * i)));
        }
      }
      default -> throw new IllegalArgumentException("argument " + value);
    }
  }

  /** Runs a kernel to its good end. */
  SimLaunch run(String kernel, SimGrid grid, Object... arguments) {
    SimLaunch launch = start(kernel, grid, arguments);
    awaitEnd(launch);
    assertThat(launch.fault()).as(kernel).isEmpty();
    return launch;
  }

  /** Runs a kernel to its fault. */
  SimFault fault(String kernel, SimGrid grid, Object... arguments) {
    SimLaunch launch = start(kernel, grid, arguments);
    awaitEnd(launch);
    assertThat(launch.fault()).as(kernel).isPresent();
    return launch.fault().orElseThrow();
  }

  static void awaitEnd(SimLaunch launch) {
    try {
      assertThat(launch.await(LIMIT)).as("%s ends", launch.kernel()).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      launch.cancel();
    }
  }

  static List<Integer> list(int[] values) {
    return java.util.Arrays.stream(values).boxed().toList();
  }

  @Override
  public void close() {
    machine.close();
  }
}
