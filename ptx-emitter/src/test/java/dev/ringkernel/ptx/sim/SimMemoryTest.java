package dev.ringkernel.ptx.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.sim.SimException.Reason;
import dev.ringkernel.ptx.text.PtxReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Memory of a simulated machine: what is there, to whom, and what is refused. */
class SimMemoryTest {
  private static final SimLimits LIMITS = SimLimits.of(Target.parse("sm_90")).withMemory(1 << 24);

  private final SimMachine machine = SimMachine.open(SimOptions.DEFAULT.withDevices(2, LIMITS));
  private final SimDevice device = machine.devices().get(0);
  private final SimDevice peer = machine.devices().get(1);

  @AfterEach
  void close() {
    machine.close();
  }

  @Test
  void allocatedMemoryIsZeroAlignedAndCharged() {
    long a = device.allocate(1000);
    assertThat(a % 256).isZero();
    assertThat(device.freeMemory()).isEqualTo((1 << 24) - 1024);
    MemorySegment memory = device.segment(a, 1000);
    assertThat(memory.get(ValueLayout.JAVA_LONG, 992)).isZero();
    memory.set(ValueLayout.JAVA_LONG, 992, 42);
    assertThat(device.segment(a + 992, 8).get(ValueLayout.JAVA_LONG, 0)).isEqualTo(42);
    device.free(a);
    assertThat(device.freeMemory()).isEqualTo(1 << 24);
    refuses(Reason.INVALID_VALUE, "nothing is there", () -> device.segment(a, 1));
    refuses(Reason.INVALID_VALUE, "freed before", () -> device.free(a));
  }

  @Test
  void whatIsOutsideIsRefusedWithTheEnd() {
    long a = device.allocate(1000);
    refuses(Reason.INVALID_VALUE, Long.toHexString(a + 1000), () -> device.segment(a + 996, 8));
    refuses(Reason.OUT_OF_MEMORY, "16776192", () -> device.allocate(1 << 24));
    refuses(Reason.INVALID_VALUE, "no 0 bytes", () -> device.allocate(0));
  }

  @Test
  void aRangeGrowsInPlace() {
    SimRange range = device.reserve(1L << 32);
    refuses(Reason.INVALID_VALUE, "ends at", () -> device.segment(range.address(), 1));
    assertThat(range.map(1)).isEqualTo(SimRange.GRANULARITY);
    assertThat(range.map(SimRange.GRANULARITY + 1)).isEqualTo(3 * SimRange.GRANULARITY);
    assertThat(device.segment(range.address(), range.mapped()).byteSize())
        .isEqualTo(3 * SimRange.GRANULARITY);
    refuses(Reason.OUT_OF_MEMORY, "left", () -> range.map(1 << 24));
    assertThat(range.mapped()).isEqualTo(3 * SimRange.GRANULARITY);
    range.close();
    range.close();
    assertThat(device.freeMemory()).isEqualTo(1 << 24);
    refuses(Reason.INVALID_VALUE, "nothing", () -> device.segment(range.address(), 1));
  }

  @Test
  void aPeerIsReachedOnceEnabled() {
    long a = device.allocate(64);
    refuses(Reason.INVALID_VALUE, "no peer access", () -> peer.segment(a, 64));
    peer.enablePeer(device);
    assertThat(peer.segment(a, 64).address()).isEqualTo(a);
    long b = peer.allocate(64);
    refuses(Reason.INVALID_VALUE, "no peer access", () -> device.segment(b, 64));
  }

  @Test
  void registeredHostMemoryIsReachedByAllDevices() {
    try (Arena arena = Arena.ofShared()) {
      MemorySegment host = arena.allocate(4096, 4096);
      refuses(Reason.INVALID_VALUE, "nothing", () -> device.segment(host.address(), 4096));
      device.register(host);
      assertThat(peer.segment(host.address() + 8, 4088).address()).isEqualTo(host.address() + 8);
      refuses(Reason.INVALID_VALUE, "overlaps", () -> device.register(host.asSlice(64, 64)));
      machine.unregister(host);
      refuses(Reason.INVALID_VALUE, "nothing", () -> device.segment(host.address(), 1));
      refuses(Reason.INVALID_VALUE, "Not registered", () -> machine.unregister(host));
      refuses(
          Reason.INVALID_VALUE,
          "native",
          () -> device.register(MemorySegment.ofArray(new long[1])));
    }
  }

  private static void refuses(Reason reason, String text, Runnable request) {
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(SimException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(text);
  }

  @Test
  void variablesAreAlignedAsTheySay() {
    String text =
        """
        .version 8.0
        .target sm_90
        .address_size 64
        .global .align 65536 .b8 wide[256];
        .global .align 8192 .u32 one = 7;
        .visible .entry none() { ret; }
        """;
    try (Loaded sim = new Loaded(SimOptions.DEFAULT, PtxReader.read("aligned.ptx", text))) {
      assertThat(sim.module.variable("wide").address() % 65536).isZero();
      long one = sim.module.variable("one").address();
      assertThat(one % 8192).isZero();
      assertThat(sim.intsAt(one, 1)).containsExactly(7);
    }
  }
}
