package dev.ringkernel.compiler.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.compiler.diag.Diagnostic;
import dev.ringkernel.ir.FaultKind;
import dev.ringkernel.ir.IrPrinter;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.pass.PassRunner;
import dev.ringkernel.ir.pass.PassTable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each file under {@code device/} states what it means; every executor must agree with the JVM bit
 * for bit.
 */
class DeviceFilesTest {
  @TestFactory
  Stream<DynamicTest> files() {
    List<DeviceFile> files = DeviceFile.all();
    assertThat(files).isNotEmpty();
    return files.stream().map(f -> DynamicTest.dynamicTest(f.toString(), () -> check(f)));
  }

  private static void check(DeviceFile file) throws Exception {
    JavaClasses classes = JavaClasses.compile(List.of(file.unit()));
    try (TypeIndex index = TypeIndex.builder().sources(List.of(file.unit())).build()) {
      FrontEndResult result =
          FrontEnd.compile(index, List.of(file.unit()), FrontEndOptions.DEFAULT);
      assertThat(result.diagnostics().stream().map(DeviceFilesTest::expected).toList())
          .describedAs(() -> render(result.diagnostics(), file))
          .containsExactlyInAnyOrderElementsOf(file.errors());
      if (!file.errors().isEmpty()) {
        return;
      }
      List<Module> modules = result.classes().stream().map(KernelClass::module).toList();
      StringBuilder text = new StringBuilder();
      modules.forEach(m -> text.append(IrPrinter.print(m)));
      file.checks().forEach(c -> assertThat(text.toString()).contains(c));
      file.nots().forEach(c -> assertThat(text.toString()).doesNotContain(c));
      for (KernelClass k : result.classes()) {
        runAll(file, classes.loadClass(k.binaryName()), k.module());
      }
    }
  }

  private static void runAll(DeviceFile file, Class<?> type, Module module) {
    Module compiled = new PassRunner().run(PassTable.COMPILE, module);
    List<Executor> executors =
        List.of(new IrExecutor("IR", module), new IrExecutor("IR after passes", compiled));
    Executor oracle = new JvmExecutor();
    for (DeviceFile.Run run : file.runs()) {
      Method method =
          Arrays.stream(type.getDeclaredMethods())
              .filter(m -> m.getName().equals(run.method()))
              .findFirst()
              .orElseThrow();
      List<String> texts = JavaLiterals.split(run.args());
      Object[] args = new Object[texts.size()];
      for (int i = 0; i < args.length; i++) {
        args[i] = JavaLiterals.value(texts.get(i), method.getParameterTypes()[i]);
      }
      String where = file + ":" + run.line() + " " + run.method() + "(" + run.args() + ")";
      Outcome expected = oracle.run(method, args);
      if (run.faults()) {
        assertThat(expected.fault())
            .describedAs("%s on the JVM", where)
            .isEqualTo(FaultKind.valueOf(run.expected()));
      } else {
        assertThat(expected.fault()).describedAs("%s on the JVM", where).isNull();
        assertThat(expected.result())
            .describedAs("%s on the JVM", where)
            .isEqualTo(Bits.of(JavaLiterals.value(run.expected(), method.getReturnType())));
      }
      for (Executor executor : executors) {
        assertThat(executor.run(method, args))
            .describedAs("%s by %s", where, executor.name())
            .isEqualTo(expected);
      }
    }
  }

  static DeviceFile.Expected expected(Diagnostic d) {
    return new DeviceFile.Expected(d.code().id(), d.range().line());
  }

  static String render(List<Diagnostic> diagnostics, DeviceFile file) {
    List<String> texts = new ArrayList<>();
    diagnostics.forEach(d -> texts.add(d.render(file.unit().text())));
    return String.join("\n", texts);
  }
}
