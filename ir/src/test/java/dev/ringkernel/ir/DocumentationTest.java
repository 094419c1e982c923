package dev.ringkernel.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DocumentationTest {
  @Test
  void theExampleIsWhatThePrinterPrints() throws IOException {
    String page = Files.readString(Path.of("../docs/ir.md"));
    int start = page.indexOf("```\n") + 4;
    String example = page.substring(start, page.indexOf("```", start));
    Module m = IrParser.parseModule(example);
    assertThat(Verifier.verify(m)).isEmpty();
    String printed = IrPrinter.print(m).replaceAll(" +!", " !");
    assertThat(printed).isEqualTo(example.replaceAll(" +//.*", "").replaceAll(" +!", " !"));
    assertThat(page)
        .contains(
            Arrays.stream(Type.values())
                .filter(t -> !t.isPointer())
                .map(Type::text)
                .toArray(String[]::new));
  }
}
