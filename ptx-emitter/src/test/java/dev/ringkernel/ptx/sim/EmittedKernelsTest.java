package dev.ringkernel.ptx.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ir.IrParser;
import dev.ringkernel.ptx.emit.EmitOptions;
import dev.ringkernel.ptx.emit.PtxEmitter;
import dev.ringkernel.ptx.isa.Target;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the emitter writes for its corpus computes what Java would. */
class EmittedKernelsTest {
  private static final SimGrid ONE = SimGrid.of(1, 1);

  private static Loaded load(String name) throws IOException {
    String text = Files.readString(Path.of("src/test/resources/emit", name + ".ir"));
    Target target = Target.parse("sm_90");
    return new Loaded(
        SimOptions.of(target),
        PtxEmitter.emit(IrParser.parseModule(text), target, EmitOptions.DEFAULT).module());
  }

  @Test
  void everyWidthOfLoadsAndStores() throws IOException {
    try (Loaded sim = load("memory")) {
      long a = sim.bytes(256);
      MemorySegment m = sim.memory(a, 256);
      byte[] before = new byte[256];
      new Random(1).nextBytes(before);
      before[32] = 1;
      MemorySegment.copy(before, 0, m, ValueLayout.JAVA_BYTE, 0, 256);
      long generic = sim.longs(0, Double.doubleToLongBits(-0.5), 0, 0);
      long table = sim.floats(0, 0.25f);
      // The last store of the kernel goes 4 GiB and 16 bytes behind the buffer, so it has no end.
      SimFault fault =
          sim.fault("Memory$_widths", ONE, a, generic, table, 30, 0L, 1, (byte) -7, (short) 0x8123);
      assertThat(fault.kind()).isEqualTo(SimFault.Kind.ILLEGAL_ADDRESS);
      assertThat(fault.address()).isEqualTo(a + (1L << 32) + 16);
      assertThat(fault.sentence()).contains("store of 4 bytes", "there is no memory");
      assertThat(m.get(ValueLayout.JAVA_INT, 8)).isEqualTo(before[1]);
      assertThat(m.get(ValueLayout.JAVA_INT, 12))
          .isEqualTo((before[2] & 0xff) | (before[3] & 0xff) << 8);
      assertThat(m.get(ValueLayout.JAVA_LONG, 16)).isEqualTo(before[3]);
      assertThat(m.get(ValueLayout.JAVA_INT, 24)).isEqualTo(before[4]);
      assertThat(m.get(ValueLayout.JAVA_INT, 28)).isEqualTo(before[4] & 0xff);
      assertThat(m.get(ValueLayout.JAVA_BYTE, 33)).isEqualTo((byte) 1);
      assertThat(m.get(ValueLayout.JAVA_BYTE, 34)).isEqualTo((byte) 1);
      assertThat(m.get(ValueLayout.JAVA_BYTE, 35)).isEqualTo((byte) 30);
      assertThat(m.get(ValueLayout.JAVA_INT, 40)).isEqualTo(30);
      assertThat(sim.longsAt(generic, 4)[2]).isEqualTo(Double.doubleToLongBits(-0.5));
      assertThat(m.get(ValueLayout.JAVA_BYTE, 64)).isEqualTo((byte) 1);
      assertThat(m.get(ValueLayout.JAVA_BYTE, 65)).isEqualTo((byte) -7);
      assertThat(m.get(ValueLayout.JAVA_SHORT, 66)).isEqualTo((short) 0x8123);
      assertThat(m.get(ValueLayout.JAVA_SHORT, 68)).isEqualTo((short) 0x3c00);
      float x = m.get(ValueLayout.JAVA_FLOAT, 120);
      float old = MemorySegment.ofArray(before).get(ValueLayout.JAVA_FLOAT_UNALIGNED, 120);
      assertThat(x).isEqualTo(old + 0.25f);
    }
  }

  @Test
  void sharedAndLocalStorage() throws IOException {
    try (Loaded sim = load("memory")) {
      long a = sim.bytes(16);
      sim.run("Memory$_storage", ONE, a, 4);
      // Shared memory starts behind the system's, the element is the fifth.
      assertThat(sim.longsAt(a, 2)[1]).isEqualTo(Windows.SHARED_START + 16);
      SimFault fault = sim.fault("Memory$_storage", ONE, a, 1);
      assertThat(fault.kind()).isEqualTo(SimFault.Kind.MISALIGNED_ADDRESS);
      assertThat(fault.instruction()).startsWith("st.shared.f32");
    }
  }

  @Test
  void loopsBranchesAndTables() throws IOException {
    try (Loaded sim = load("control")) {
      int[] data = {5, 6, -3, 1};
      long a = sim.ints(data);
      sim.run("Control$_nested", ONE, a, 3, 4);
      assertThat(sim.intsAt(a, 1)[0]).isEqualTo(nested(data, 3, 4));

      sim.run("Control$_doWhileFloat", ONE, a, 3f);
      assertThat(sim.floatsAt(a, 1)[0]).isEqualTo(192f);

      sim.run("Control$_latchOnPredicate", ONE, a, 3);
      assertThat(sim.intsAt(a, 4)).containsExactly(0, 0, 1, 1);

      int[] cold = {7, 0, 0, 0, 0, 21};
      long c = sim.ints(cold);
      sim.run("Control$_cold", ONE, c, 1, 2);
      assertThat(sim.intsAt(c, 6)).containsExactly(7, 0, 0, 0, 0, 42);
      sim.run("Control$_cold", ONE, c, 2, 2);
      assertThat(sim.intsAt(c, 6)[0]).isEqualTo(3);

      sim.run("Control$_sameTarget", ONE, c, -5, 4);
      assertThat(sim.intsAt(c, 1)[0]).isEqualTo(-5);
      assertThat(sim.memory(c, 8).get(ValueLayout.JAVA_BYTE, 4)).isEqualTo((byte) 1);

      for (int[] way : new int[][] {{-5, 10}, {7, 20}, {100000, 100000}, {8, -1}}) {
        long d = sim.ints(-1);
        sim.run("Control$_fewCases", ONE, d, way[0]);
        assertThat(sim.intsAt(d, 1)[0]).as("case %s", way[0]).isEqualTo(way[1]);
      }
      for (long v = 0; v < 15; v++) {
        long d = sim.ints(-1);
        sim.run("Control$_manyCases", ONE, d, v);
        int expected =
            switch ((int) v) {
              case 3, 5, 8, 11 -> 1;
              case 4, 6, 9, 12 -> 2;
              case 7 -> 0;
              default -> -1;
            };
        assertThat(sim.intsAt(d, 1)[0]).as("case %s", v).isEqualTo(expected);
      }
      for (int v : new int[] {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 5}) {
        long d = sim.ints(-1, -1);
        sim.run("Control$_sparse", ONE, d, v);
        boolean even = Integer.toString(v).length() % 2 == 1;
        assertThat(sim.intsAt(d, 2))
            .as("case %s", v)
            .containsExactly(v == 5 ? -1 : even ? v : -1, v == 5 || even ? -1 : v);
      }
      sim.run("Control$_swap", ONE, c, 11, 22, 4);
      assertThat(sim.intsAt(c, 2)).containsExactly(22, 3);
    }
  }

  private static int nested(int[] a, int n, int m) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        if (a[j] < 0) {
          break;
        }
        if ((a[j] & 1) == 0) {
          continue;
        }
        sum += a[j];
      }
    }
    return sum;
  }

  @Test
  void javasMeaningOfOperators() throws IOException {
    try (Loaded sim = load("java")) {
      float[] floats = {1.5f, -0f, 0f, Float.NaN, Float.POSITIVE_INFINITY, 3e9f, -3e9f, 1e-40f};
      double[] doubles = {
        2.5, -0.0, 0.0, Double.NaN, Double.NEGATIVE_INFINITY, 1e300, 5e-324, -1e10
      };
      Random random = new Random(2);
      for (int i = 0; i < 64; i++) {
        int x = random.nextInt();
        int y = random.nextInt();
        long w = random.nextLong();
        float f = floats[i % 8];
        float g = floats[i / 8];
        double d = doubles[i % 8];
        double e = doubles[i / 8];
        long a = sim.bytes(72);
        sim.run("Java$_all", ONE, a, x, y, f, g, d, e, w);
        MemorySegment m = sim.memory(a, 72);
        assertThat(m.get(ValueLayout.JAVA_INT, 0)).isEqualTo(x << y);
        assertThat(m.get(ValueLayout.JAVA_INT, 4)).isEqualTo(x >> 3);
        assertThat(m.get(ValueLayout.JAVA_LONG, 8)).isEqualTo(w >>> (y & 15));
        same(m.get(ValueLayout.JAVA_FLOAT, 16), Math.min(f, g));
        same(m.get(ValueLayout.JAVA_DOUBLE, 24), Math.min(d, e));
        same(m.get(ValueLayout.JAVA_DOUBLE, 32), Math.max(d, e));
        assertThat(m.get(ValueLayout.JAVA_INT, 40)).isEqualTo((int) f);
        assertThat(m.get(ValueLayout.JAVA_INT, 44)).isEqualTo((int) d);
        assertThat(m.get(ValueLayout.JAVA_LONG, 48)).isEqualTo((long) f);
        assertThat(m.get(ValueLayout.JAVA_BYTE, 56)).isEqualTo((byte) (f != g ? 1 : 0));
        assertThat(m.get(ValueLayout.JAVA_INT, 60) >>> 31)
            .isEqualTo(Float.floatToRawIntBits(g) >>> 31);
        assertThat(m.get(ValueLayout.JAVA_INT, 64)).isEqualTo(f < g ? x : y);
      }
    }
  }

  private static void same(float actual, float expected) {
    assertThat(Float.floatToIntBits(actual)).isEqualTo(Float.floatToIntBits(expected));
  }

  private static void same(double actual, double expected) {
    assertThat(Double.doubleToLongBits(actual)).isEqualTo(Double.doubleToLongBits(expected));
  }

  @Test
  void aMatrixTimesAVector() throws IOException {
    try (Loaded sim = load("matvec")) {
      int rows = 700;
      int columns = 33;
      Random random = new Random(3);
      float[] matrix = new float[rows * columns];
      float[] vector = new float[columns];
      for (int i = 0; i < matrix.length; i++) {
        matrix[i] = random.nextFloat();
      }
      for (int i = 0; i < columns; i++) {
        vector[i] = random.nextFloat();
      }
      float[] expected = new float[rows];
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          expected[r] = Math.fma(matrix[r * columns + c], vector[c], expected[r]);
        }
      }
      long result = sim.bytes(4L * rows);
      SimLaunch launch =
          sim.run(
              "MatVec$_apply",
              SimGrid.of(3, 256),
              sim.floats(matrix),
              sim.floats(vector),
              result,
              rows,
              columns);
      assertThat(sim.floatsAt(result, rows)).containsExactly(expected);
      assertThat(launch.instructions()).isGreaterThan((long) rows * columns * 5);
    }
  }

  @Test
  void callsWithSeveralResults() throws IOException {
    try (Loaded sim = load("calls")) {
      for (int x : new int[] {-3, 0, 7}) {
        long a = sim.bytes(24);
        sim.run("Calls$_main", ONE, a, x, 2.5);
        MemorySegment m = sim.memory(a, 24);
        int twice = x + x;
        assertThat(m.get(ValueLayout.JAVA_INT, 0)).isEqualTo(((short) x + twice) * twice);
        assertThat(m.get(ValueLayout.JAVA_DOUBLE, 8)).isEqualTo(2.5);
      }
      assertThat(Arrays.asList(sim.module.kernels().getFirst().localBytes()).getFirst())
          .isGreaterThan(0);
    }
  }
}
