package dev.ringkernel.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class IntrinsicsInventoryTest {

  private static Path page() {
    Path up = Path.of("").toAbsolutePath();
    while (!Files.exists(up.resolve("mvnw"))) {
      up = up.getParent();
    }
    return up.resolve("specs/intrinsics.md");
  }

  /** Run with {@code -Dbless} to write the page anew. */
  @Test
  void thePageIsFresh() throws IOException {
    String wanted = IntrinsicsInventory.toMarkdown();
    if (System.getProperty("bless") != null) {
      Files.createDirectories(page().getParent());
      Files.writeString(page(), wanted);
    }
    assertThat(page()).content().isEqualTo(wanted);
  }

  @Test
  void everyDeviceMethodHasOneEntryAndMethodsHaveOneSpelling() {
    List<IntrinsicsInventory.Entry> entries = IntrinsicsInventory.entries();
    Set<String> seen = new HashSet<>();
    for (IntrinsicsInventory.Entry e : entries) {
      assertThat(seen.add(e.group() + " " + e.signature())).as(e.toLine()).isTrue();
    }
    assertThat(entries).hasSizeGreaterThan(500);
    assertThat(IntrinsicsInventory.matching("POPC.b64"))
        .extracting(IntrinsicsInventory.Entry::signature)
        .containsExactly("int popCount(long)", "int bitCount(long)");
    assertThat(IntrinsicsInventory.matching("nothing like it")).isEmpty();
    assertThat(IntrinsicsInventory.matching("")).hasSameSizeAs(entries);
  }

  /** Operands after the result are the parameters, an array with its index being one. */
  @Test
  void spellingsHaveAnOperandForEachParameter() throws ClassNotFoundException {
    Pattern operand = Pattern.compile("\\[[^]]*]|\\{[^}]*}|[^,\\s]+");
    Set<String> groups = new TreeSet<>();
    IntrinsicsInventory.entries().forEach(e -> groups.add(e.group()));
    assertThat(groups).contains("Grid", "Memory", "Warp");
    for (String group : groups) {
      if (IntrinsicsInventoryTest.class.getResource(group + ".class") == null) {
        continue; // a class of the JDK
      }
      Class<?> c = Class.forName("dev.ringkernel.device." + group);
      for (Method m : c.getDeclaredMethods()) {
        if (!m.isAnnotationPresent(Intrinsic.class)) {
          continue;
        }
        assertThat(Modifier.isStatic(m.getModifiers()) && Modifier.isPublic(m.getModifiers()))
            .as(m.toString())
            .isTrue();
        String spelling = m.getAnnotation(Intrinsic.class).value();
        int space = spelling.indexOf(' ');
        List<String> operands = new ArrayList<>();
        if (space >= 0) {
          Matcher matcher = operand.matcher(spelling.substring(space));
          while (matcher.find()) {
            String text = matcher.group();
            int formals = text.startsWith("{") ? text.split(",").length : 1;
            boolean fixed = text.startsWith("%") || text.matches("-?\\d+");
            for (int i = 0; i < formals && !fixed; i++) {
              operands.add(text);
            }
          }
        }
        int parameters = m.getParameterCount();
        for (Class<?> p : m.getParameterTypes()) {
          parameters -= p.isArray() ? 1 : 0;
        }
        int results =
            m.getReturnType() == void.class
                ? 0
                : m.getReturnType().isRecord() ? m.getReturnType().getRecordComponents().length : 1;
        assertThat(operands).as(m.toString()).hasSize(parameters + results);
      }
    }
  }

  @Test
  void sourcesTravelWithTheClasses() {
    assertThat(DeviceSources.of("Warp"))
        .hasValueSatisfying(s -> assertThat(s).contains("class Warp"));
    assertThat(DeviceSources.of("Nothing")).isEmpty();
  }
}
