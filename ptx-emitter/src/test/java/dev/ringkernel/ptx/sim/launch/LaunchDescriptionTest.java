package dev.ringkernel.ptx.sim.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.ptx.sim.Dim3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchDescriptionTest {
  @TempDir private Path folder;

  private static List<String> texts(String argument) {
    Argument a = Argument.parse(argument, Path.of(""));
    Values values = a.contents().values(a.type(), a.count());
    return IntStream.range(0, values.count()).mapToObj(values::text).toList();
  }

  private static void refused(String argument, String... parts) {
    assertThatThrownBy(() -> texts(argument))
        .isInstanceOf(LaunchException.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void contentsAreWrittenInSeveralWays() {
    assertThat(texts("u32:5")).containsExactly("5");
    assertThat(texts("s8:-128")).containsExactly("-128");
    assertThat(texts("u64:0xffffffffffffffff")).containsExactly("18446744073709551615");
    assertThat(texts("b16:-1")).containsExactly("0xffff");
    assertThat(texts("f32:1.5")).containsExactly("1.5");
    assertThat(texts("f32:0x3f800000")).containsExactly("1.0");
    assertThat(texts("f64:-inf")).containsExactly("-Infinity");
    assertThat(texts("f16[2]:0.5, 65504")).containsExactly("0.5", "65504.0");
    assertThat(texts("bf16[3]:1, 1.00390625, nan")).containsExactly("1.0", "1.0", "NaN");
    assertThat(texts("out u32[2*2]")).containsExactly("0", "0", "0", "0");
    assertThat(texts("u32[]:1,2,3")).containsExactly("1", "2", "3");
    assertThat(texts("value f32[3]:7")).containsExactly("7.0", "7.0", "7.0");
    assertThat(texts("s16[4]:iota(-1, 2)")).containsExactly("-1", "1", "3", "5");
    assertThat(texts("f64[3]:iota")).containsExactly("0.0", "1.0", "2.0");
    assertThat(texts("u32[3]:random(7)"))
        .isEqualTo(texts("u32[3]:random(7)"))
        .doesNotHaveDuplicates();
    assertThat(texts("f32[1]:random(7)").getFirst()).startsWith("0.");
  }

  @Test
  void contentsOfAFileAreItsBytes() throws IOException {
    Files.write(folder.resolve("in.bin"), new byte[] {1, 0, 2, 0});
    Files.writeString(folder.resolve("a.launch"), "arg u16[2]:@in.bin\narg u32[2]:@in.bin\n");
    List<Argument> arguments = LaunchDescription.read(folder.resolve("a.launch")).arguments();
    Values values = arguments.get(0).contents().values(ValueType.U16, 2);
    assertThat(values.text(0) + values.text(1)).isEqualTo("12");
    assertThatThrownBy(() -> arguments.get(1).contents().values(ValueType.U32, 2))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("in.bin has 4 bytes, and 8 are wanted");
  }

  @Test
  void whatIsWrongIsSaid() {
    refused("q32:5", "no type 'q32'", "u32");
    refused("u8:256", "256 is out of the range of u8");
    refused("s32:2147483648", "out of the range of s32");
    refused("u32:-1", "out of the range of u32");
    refused("u32:1.5", "'1.5' is not a number of type u32");
    refused("u32[4]", "has no contents after a ':'", "u32[64]");
    refused("out u32", "memory has a length");
    refused("u32[4] : 1 == 2", "not written by the kernel");
    refused("u32[2]:1,2,3", "3 values are given for u32[2]");
    refused("out u32[]", "does not say how many");
    refused("u32[x]:1", "'x'");
    refused("u32[0]:1", "at least one");
    refused("u32[4]:iota(1)", "is none of: zero");
    refused("u32[4]:sevens", "is none of: zero");
    refused("out f32[4] == 1 within much", "'much' is not a tolerance");
    refused("", "is not an argument");
  }

  @Test
  void aFileSaysAWholeLaunch() throws IOException {
    Path file = folder.resolve("k.launch");
    Files.writeString(
        file,
        """
        # a comment
        entry k
        grid 4, 2
        block 16x16   # threads
        cluster 2
        shared 1024
        cooperative
        arg u32:1
        global counts = out u32[4] == 1,2,3,4
        """);
    LaunchDescription d = LaunchDescription.read(file);
    assertThat(d.entry()).isEqualTo("k");
    assertThat(d.grid()).isEqualTo(new Dim3(4, 2, 1));
    assertThat(d.block()).isEqualTo(new Dim3(16, 16, 1));
    assertThat(d.cluster()).isEqualTo(Dim3.of(2));
    assertThat(d.shared()).isEqualTo(1024);
    assertThat(d.cooperative()).isTrue();
    assertThat(d.arguments()).hasSize(1);
    assertThat(d.globals()).containsOnlyKeys("counts");
  }

  @Test
  void aLineThatIsWrongIsNamed() throws IOException {
    Path file = folder.resolve("k.launch");
    Files.writeString(file, "grid 4\n\nblocks 3\n");
    assertThatThrownBy(() -> LaunchDescription.read(file))
        .hasMessageContainingAll("k.launch:3: there is no statement 'blocks'", "block X [Y [Z]]");
    Files.writeString(file, "grid\n");
    assertThatThrownBy(() -> LaunchDescription.read(file))
        .hasMessageContaining("k.launch:1: write it as: grid X [Y [Z]]");
    Files.writeString(file, "grid 0\n");
    assertThatThrownBy(() -> LaunchDescription.read(file)).hasMessageContaining("at least 1");
    Files.writeString(file, "global counts out u32[4]\n");
    assertThatThrownBy(() -> LaunchDescription.read(file))
        .hasMessageContaining("global counts = out u32[4]");
  }

  @Test
  void differencesAreShownAndTolerancesKept() {
    Values got = Values.zeros(ValueType.F32, 2);
    got.set(0, ValueType.F32.parse("1000.001"));
    got.set(1, ValueType.F32.parse("2"));
    Values expected = Values.zeros(ValueType.F32, 2);
    expected.set(0, ValueType.F32.parse("1000"));
    expected.set(1, ValueType.F32.parse("3"));
    assertThat(new Result("a", got, expected, 1e-5).lines(10))
        .containsExactly("a: 1 of 2 values are not as expected", "  [1] is 2.0, expected 3.0");
    assertThat(new Result("a", got, expected, 0).differences()).hasSize(2);
    assertThat(new Result("a", got, null, 0).lines(1))
        .containsExactly("a:", "  [0] 1000.001", "  … 1 more");
  }
}
