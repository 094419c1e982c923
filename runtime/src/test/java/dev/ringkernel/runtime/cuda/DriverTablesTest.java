package dev.ringkernel.runtime.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the tables beside NVIDIA's own header, where a toolkit is installed. */
class DriverTablesTest {
  private static final Path HEADER = Path.of("/usr/local/cuda/include/cuda.h");
  private static String header = "";

  @BeforeAll
  static void readHeader() throws IOException {
    if (Files.exists(HEADER)) {
      header = Files.readString(HEADER);
    }
  }

  private static void assumeHeader() {
    assumeTrue(!header.isEmpty(), HEADER + " is absent: the driver's tables were not checked");
  }

  @Test
  void everyFunctionHasTheHeadersNumberOfArgumentsAndTakesNoFloat() {
    assumeHeader();
    for (var call : DriverCall.values()) {
      var declared = declaration(call.symbol());
      var arguments = declared.split(",");
      assertThat(arguments).as(call.symbol()).hasSize(call.arguments());
      for (var argument : arguments) {
        assertThat(argument).as(call.symbol()).doesNotContainPattern("\\b(float|double)\\b[^*]*$");
      }
    }
  }

  /** Searches the header, without printing all of it when that fails. */
  private static void assertFound(String pattern) {
    assertThat(Pattern.compile(pattern).matcher(header).find()).as(pattern).isTrue();
  }

  /** Finds the parameters of a symbol, under the plain name where a macro adds its suffix. */
  private static String declaration(String symbol) {
    var exact = parameters(symbol);
    if (exact != null) {
      return exact;
    }
    var macro =
        Pattern.compile("#define (\\w+)\\s+(__CUDA_API_PTSZ\\()?" + symbol + "\\b").matcher(header);
    assertThat(macro.find()).as("a macro that makes " + symbol).isTrue();
    var plain = macro.group(1);
    var parameters = parameters(plain);
    assertThat(parameters).as(symbol).isNotNull();
    return String.valueOf(parameters);
  }

  private static @Nullable String parameters(String name) {
    var declared = Pattern.compile("CUresult CUDAAPI\\s+" + name + "\\(([^)]*)\\)").matcher(header);
    return declared.find() ? declared.group(1) : null;
  }

  @Test
  void everyResultCodeHasTheHeadersNumber() {
    assumeHeader();
    for (var result : CudaResult.values()) {
      assertFound("\\b" + result.name() + "\\s*=\\s*" + result.code() + "\\b");
    }
  }

  @Test
  void everyAttributeHasANumberOfItsOwnThatTheHeaderKnows() {
    assumeHeader();
    assertThat(Arrays.stream(DeviceAttribute.values()).map(DeviceAttribute::number))
        .doesNotHaveDuplicates();
    for (var attribute : DeviceAttribute.values()) {
      var name =
          attribute
              .name()
              .replace("_SHARED_", "_SHARED_MEMORY_")
              .replace("PER_SM", "PER_MULTIPROCESSOR");
      assertFound("\\bCU_DEVICE_ATTRIBUTE_" + name + "\\s*=\\s*" + attribute.number() + "\\b");
    }
  }

  @Test
  void adviceIsASentence() {
    for (var result : CudaResult.values()) {
      if (!result.advice().isEmpty()) {
        assertThat(result.advice()).as(result.name()).matches("(?s)[A-Zl].*\\.");
      }
    }
  }
}
