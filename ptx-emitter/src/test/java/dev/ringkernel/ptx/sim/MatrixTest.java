package dev.ringkernel.ptx.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxRow;
import dev.ringkernel.ptx.isa.PtxTable;
import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.text.PtxReader;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every spelling of {@code mma} multiplies small integers, laid out in the registers as the tables
 * of the manual say, which stand here one by one.
 */
class MatrixTest {

  /** Row and column of element {@code i} of the lane with this group and thread in it. */
  private interface At {
    int[] of(int group, int thread, int i);
  }

  private record Tables(At a, At b, At c) {}

  private static int[] at(int row, int column) {
    return new int[] {row, column};
  }

  private static final At C4 = (g, t, i) -> at(i < 2 ? g : g + 8, t * 2 + (i & 1));
  private static final At C2 = (g, t, i) -> at(g, t * 2 + (i & 1));

  private static final Tables HALF_K8 =
      new Tables(
          (g, t, i) -> at(i < 2 ? g : g + 8, t * 2 + (i & 1)), (g, t, i) -> at(t * 2 + i, g), C4);
  private static final Tables HALF_K16 =
      new Tables(
          (g, t, i) ->
              at(i < 2 || (i >= 4 && i < 6) ? g : g + 8, t * 2 + (i & 1) + (i >= 4 ? 8 : 0)),
          (g, t, i) -> at(t * 2 + (i & 1) + (i >= 2 ? 8 : 0), g),
          C4);
  private static final Tables TF32_K4 =
      new Tables((g, t, i) -> at(i == 0 ? g : g + 8, t), (g, t, i) -> at(t, g), C4);
  private static final Tables TF32_K8 =
      new Tables(
          (g, t, i) -> at(i == 0 || i == 2 ? g : g + 8, i < 2 ? t : t + 4),
          (g, t, i) -> at(i == 0 ? t : t + 4, g),
          C4);
  private static final Tables BYTE_K16 =
      new Tables(
          (g, t, i) -> at(i < 4 ? g : g + 8, t * 4 + (i & 3)), (g, t, i) -> at(t * 4 + i, g), C4);
  private static final Tables BYTE_K32 =
      new Tables(
          (g, t, i) ->
              at(i < 4 || (i >= 8 && i < 12) ? g : g + 8, t * 4 + (i & 3) + (i >= 8 ? 16 : 0)),
          (g, t, i) -> at(t * 4 + (i & 3) + (i >= 4 ? 16 : 0), g),
          C4);
  private static final Tables BYTE_M8 =
      new Tables((g, t, i) -> at(g, t * 4 + i), (g, t, i) -> at(t * 4 + i, g), C2);
  private static final Tables DOUBLE_M8 =
      new Tables((g, t, i) -> at(g, t), (g, t, i) -> at(t, g), C2);
  private static final Tables DOUBLE_K16 =
      new Tables(
          (g, t, i) -> at(i % 2 == 0 ? g : g + 8, i % 2 == 0 ? i * 2 + t : i * 2 - 2 + t),
          (g, t, i) -> at(t + i * 4, g),
          C4);

  private static Tables tables(String opcode) {
    boolean half = opcode.contains("f16");
    boolean wide = opcode.contains("f64");
    if (opcode.contains("m8n8k4")) {
      return DOUBLE_M8;
    }
    if (opcode.contains("m8n8k16")) {
      return BYTE_M8;
    }
    if (opcode.contains("m16n8k4")) {
      return TF32_K4;
    }
    if (opcode.contains("m16n8k8")) {
      return half ? HALF_K8 : TF32_K8;
    }
    if (opcode.contains("m16n8k16")) {
      return half ? HALF_K16 : wide ? DOUBLE_K16 : BYTE_K16;
    }
    return BYTE_K32;
  }

  static Stream<String> multiplications() {
    return PtxTable.rows().stream()
        .filter(row -> row.base().equals("mma"))
        .map(PtxRow::spellings)
        .flatMap(List::stream)
        .map(spelling -> spelling.substring(0, spelling.indexOf(' ')) + spelling);
  }

  private static PtxForm form(String both) {
    String spelling = both.substring(both.indexOf("mma", 3));
    return PtxTable.resolve(spelling);
  }

  @ParameterizedTest
  @MethodSource("multiplications")
  void multiply(String both) {
    PtxForm form = form(both);
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    String opcode = form.opcode();
    String[] parts = opcode.split("\\.");
    String[] types = java.util.Arrays.copyOfRange(parts, parts.length - 4, parts.length);
    int m = number(opcode, 'm', "mma.sync.aligned.".length());
    int n = number(opcode, 'n', opcode.indexOf('n', "mma.sync.aligned.".length()));
    int k = number(opcode, 'k', opcode.indexOf('k'));
    Tables tables = tables(opcode);
    int[][] a = matrix(random, m, k, types[1].equals("u8"));
    int[][] b = matrix(random, k, n, types[2].equals("u8"));
    int[][] c = matrix(random, m, n, false);
    int[][] expected = new int[m][n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        expected[i][j] = c[i][j];
        for (int l = 0; l < k; l++) {
          expected[i][j] += a[i][l] * b[l][j];
        }
      }
    }
    long[][] registers = new long[32][];
    long[][] results = new long[32][];
    for (int lane = 0; lane < 32; lane++) {
      List<Long> all = new ArrayList<>();
      all.addAll(pack(lane, types[1], tables.a(), a, count(form, "a")));
      all.addAll(pack(lane, types[2], tables.b(), b, count(form, "b")));
      all.addAll(pack(lane, types[3], tables.c(), c, count(form, "c")));
      registers[lane] = all.stream().mapToLong(Long::longValue).toArray();
      results[lane] =
          pack(lane, types[0], tables.c(), expected, count(form, "d")).stream()
              .mapToLong(Long::longValue)
              .toArray();
    }
    assertThat(run(form, registers, results[0].length)).as("-Dseed=%d", seed).isEqualTo(results);
  }

  private static int number(String opcode, char letter, int from) {
    int start = opcode.indexOf(letter, from) + 1;
    int end = start;
    while (Character.isDigit(opcode.charAt(end))) {
      end++;
    }
    return Integer.parseInt(opcode.substring(start, end));
  }

  /** Values that all types have; sums that an {@code f16} has. */
  private static int[][] matrix(Random random, int rows, int columns, boolean unsigned) {
    int[][] all = new int[rows][columns];
    for (int[] row : all) {
      for (int i = 0; i < columns; i++) {
        row[i] = unsigned ? random.nextInt(8) : random.nextInt(15) - 7;
      }
    }
    return all;
  }

  private static int count(PtxForm form, String name) {
    return (int) form.formals().stream().filter(o -> o.name().startsWith(name)).count();
  }

  private static List<Long> pack(int lane, String type, At at, int[][] matrix, int registers) {
    int bits =
        switch (type) {
          case "f16", "bf16" -> 16;
          case "s8", "u8", "e4m3", "e5m2" -> 8;
          case "f64" -> 64;
          default -> 32;
        };
    int per = Math.max(1, 32 / bits);
    List<Long> all = new ArrayList<>();
    for (int r = 0; r < registers; r++) {
      long register = 0;
      for (int j = 0; j < per; j++) {
        int[] where = at.of(lane >> 2, lane & 3, r * per + j);
        register |= bits(type, matrix[where[0]][where[1]]) << (j * bits);
      }
      all.add(register);
    }
    return all;
  }

  private static long bits(String type, int value) {
    return switch (type) {
      case "f16" -> Float.floatToFloat16(value) & 0xffffL;
      case "bf16" -> Float.floatToRawIntBits(value) >>> 16;
      case "e5m2" -> (Float.floatToFloat16(value) & 0xffffL) >>> 8;
      case "e4m3" -> {
        int size = Math.abs(value);
        int exponent = 31 - Integer.numberOfLeadingZeros(Math.max(1, size));
        int fraction = ((size << 3) >> exponent) & 7;
        yield (value < 0 ? 0x80 : 0) | (size == 0 ? 0 : ((exponent + 7) << 3) | fraction);
      }
      case "s8", "u8" -> value & 0xffL;
      case "s32" -> value & 0xffffffffL;
      case "f64" -> Double.doubleToRawLongBits(value);
      default -> Float.floatToRawIntBits(value) & 0xffffffffL;
    };
  }

  /** Loads the registers of each lane, executes the form, stores its results. */
  private static long[][] run(PtxForm form, long[][] registers, int results) {
    StringBuilder text = new StringBuilder(".version 9.0\n.target sm_90\n.address_size 64\n");
    text.append(".visible .entry k(.param .u64 in, .param .u64 out) {\n");
    text.append(".reg .b32 %r<40>;\n.reg .f32 %f<40>;\n.reg .f64 %fd<40>;\n.reg .b64 %rd<4>;\n");
    text.append(
        """
        ld.param.u64 %rd0, [in];
        ld.param.u64 %rd1, [out];
        mov.u32 %r39, %tid.x;
        """);
    text.append("mad.wide.u32 %rd0, %r39, ").append(registers[0].length * 8).append(", %rd0;\n");
    text.append("mad.wide.u32 %rd1, %r39, ").append(results * 8).append(", %rd1;\n");
    List<String> names = new ArrayList<>();
    StringBuilder stores = new StringBuilder();
    int in = 0;
    int out = 0;
    for (Operand formal : form.formals()) {
      String name = formal.regClass().prefix() + names.size();
      String type = formal.regClass().declared().substring(1);
      names.add(name);
      if (formal.isResult()) {
        stores.append("st.global." + type + " [%rd1+" + 8 * out++ + "], " + name + ";\n");
      } else {
        text.append("ld.global." + type + " " + name + ", [%rd0+" + 8 * in++ + "];\n");
      }
    }
    text.append(form.print(names)).append(";\n").append(stores).append("ret;\n}\n");
    SimOptions options = SimOptions.of(Target.parse("sm_90"));
    try (Loaded sim = new Loaded(options, PtxReader.read("mma.ptx", text.toString()))) {
      long from = sim.bytes(32L * registers[0].length * 8);
      long to = sim.bytes(32L * results * 8);
      MemorySegment m = sim.memory(from, 32L * registers[0].length * 8);
      for (int lane = 0; lane < 32; lane++) {
        MemorySegment.copy(
            registers[lane],
            0,
            m,
            ValueLayout.JAVA_LONG,
            8L * lane * registers[0].length,
            registers[0].length);
      }
      sim.run("k", SimGrid.of(1, 32), from, to);
      long[] all = sim.longsAt(to, 32 * results);
      long[][] lanes = new long[32][];
      for (int lane = 0; lane < 32; lane++) {
        lanes[lane] = java.util.Arrays.copyOfRange(all, lane * results, (lane + 1) * results);
      }
      return lanes;
    }
  }

  @Test
  void productsAreAddedAtOnceAndCutOff() {
    float big = 0x1p24f;
    // Each 1 alone would be lost, as 2^24 + 1 is rounded to 2^24.
    assertThat(sumOfEqual(0x3c00, big)).isEqualTo(big + 8);
    // Quarters are below what is kept beside 2^24, though eight of them make 2.
    assertThat(sumOfEqual(0x3800, big)).isEqualTo(big);
  }

  /** Eight squares of an {@code f16}, and {@code c}; the same in the whole matrix. */
  private static float sumOfEqual(long half, float c) {
    PtxForm form =
        form(
            "mmamma.sync.aligned.m16n8k8.row.col.f32.f16.f16.f32 {d0, d1, d2, d3},"
                + " {a0, a1}, {b0}, {c0, c1, c2, c3}");
    long[][] registers = new long[32][7];
    for (long[] lane : registers) {
      java.util.Arrays.fill(lane, 0, 3, half << 16 | half);
      java.util.Arrays.fill(lane, 3, 7, Float.floatToRawIntBits(c));
    }
    long[] sums = run(form, registers, 4)[5];
    assertThat(sums).containsOnly(sums[0]);
    return Float.intBitsToFloat((int) sums[0]);
  }

  @Test
  void satfiniteClampsAndTheOtherWraps() {
    for (boolean clamps : new boolean[] {false, true}) {
      PtxForm form =
          form(
              "mmamma.sync.aligned.m8n8k16.row.col"
                  + (clamps ? ".satfinite" : "")
                  + ".s32.u8.u8.s32 {d0, d1}, {a0}, {b0}, {c0, c1}");
      long[][] registers = new long[32][];
      java.util.Arrays.fill(registers, new long[] {0x01010101L, 0x01010101L, 0x7fffffffL, 5});
      long wrapped = (0x7fffffffL + 16) & 0xffffffffL;
      assertThat(run(form, registers, 2)[9]).containsExactly(clamps ? 0x7fffffffL : wrapped, 21);
    }
  }

  @Test
  void doublesRoundAsTheInstructionSays() {
    long one = Double.doubleToRawLongBits(1);
    long tiny = Double.doubleToRawLongBits(0x1p-60);
    long[][] registers = new long[32][];
    java.util.Arrays.fill(registers, new long[] {one, one, tiny, tiny});
    for (String rounding : new String[] {"", ".rn", ".rz", ".rm", ".rp"}) {
      PtxForm form =
          PtxTable.resolve(
              "wmma.mma.sync.aligned.row.col.m8n8k4.f64.f64.f64.f64"
                  + rounding
                  + " {d0, d1}, {a0}, {b0}, {c0, c1}");
      double four = rounding.equals(".rp") ? Math.nextUp(4.0) : 4.0;
      assertThat(run(form, registers, 2)[7]).containsOnly(Double.doubleToRawLongBits(four));
    }
  }

  @Test
  void allLanesMustCome() {
    String text =
        """
        .version 8.0
        .target sm_90
        .address_size 64
        .visible .entry k() {
          .reg .b32 %r<4>;
          .reg .pred %p<1>;
          mov.u32 %r0, %tid.x;
          setp.eq.u32 %p0, %r0, 3;
          @%p0 exit;
          movmatrix.sync.aligned.m8n8.trans.b16 %r1, %r0;
          ret;
        }
        """;
    SimOptions options = SimOptions.of(Target.parse("sm_90"));
    try (Loaded sim = new Loaded(options, PtxReader.read("k.ptx", text))) {
      SimFault fault = sim.fault("k", SimGrid.of(1, 32));
      assertThat(fault.kind()).isEqualTo(SimFault.Kind.ILLEGAL_INSTRUCTION);
      assertThat(fault.sentence()).contains("needs all 32 lanes of the warp, and 31 came");
    }
  }
}
