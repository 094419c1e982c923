package dev.ringkernel.compiler.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.pass.PassRunner;
import dev.ringkernel.ir.pass.PassTable;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random methods mean the same on the JVM and in IR, with and without passes. The seed is in the
 * test's name.
 */
class RandomJavaTest {
  private static final int METHODS = 40;
  private static final int RUNS = 4;

  @Timeout(120)
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void agree(long seed) throws Exception {
    Random random = new Random(seed);
    StringBuilder text =
        new StringBuilder("package random;\nimport dev.ringkernel.device.*;\nfinal class R {\n");
    RandomJava generator = new RandomJava(random);
    for (int i = 0; i < METHODS; i++) {
      text.append(generator.method("m" + i));
    }
    SourceUnit unit = new SourceUnit("R.java", text.append("}\n").toString());
    Class<?> type = JavaClasses.compile(List.of(unit)).loadClass("random.R");
    try (TypeIndex index = TypeIndex.builder().sources(List.of(unit)).build()) {
      FrontEndResult result = FrontEnd.compile(index, List.of(unit), FrontEndOptions.DEFAULT);
      assertThat(result.diagnostics()).extracting(d -> d.render(unit.text())).isEmpty();
      Module module = result.classes().getFirst().module();
      Module compiled = new PassRunner().run(PassTable.COMPILE, module);
      List<Executor> executors =
          List.of(new IrExecutor("IR", module), new IrExecutor("IR after passes", compiled));
      for (int i = 0; i < METHODS; i++) {
        String name = "m" + i;
        Method method =
            java.util.Arrays.stream(type.getDeclaredMethods())
                .filter(m -> m.getName().equals(name))
                .findFirst()
                .orElseThrow();
        for (int run = 0; run < RUNS; run++) {
          Object[] args = {
            random.nextInt(),
            random.nextLong(),
            random.nextGaussian() * 1e5,
            random.nextFloat(),
            (byte) random.nextInt(),
            (char) random.nextInt(),
            random.ints(8).toArray()
          };
          Outcome expected = new JvmExecutor().run(method, args);
          for (Executor executor : executors) {
            assertThat(executor.run(method, args))
                .describedAs(
                    "seed %s, %s by %s:%n%s", seed, name, executor.name(), body(unit.text(), name))
                .isEqualTo(expected);
          }
        }
      }
    }
  }

  private static String body(String text, String name) {
    int start = text.indexOf("static long " + name + "(");
    return text.substring(start, text.indexOf("\n  }\n", start));
  }
}
