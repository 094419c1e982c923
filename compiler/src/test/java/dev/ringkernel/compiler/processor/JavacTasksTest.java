package dev.ringkernel.compiler.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.JavacTask;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

class JavacTasksTest {
  private static final String SOURCE =
      "final class K { @dev.ringkernel.api.GlobalKernel static void k(int[] x) { x[0] = 1; } }";

  @Test
  void javacIsFoundBehindAProxyAndBehindAField() {
    List<JavacTask> found = new ArrayList<>();
    for (UnaryOperator<ProcessingEnvironment> wrapper :
        List.<UnaryOperator<ProcessingEnvironment>>of(
            e -> e, JavacTasksTest::proxy, e -> proxy(proxy(e)))) {
      compile(new Probe(e -> found.add(JavacTasks.of(wrapper.apply(e)))));
    }
    assertThat(found).hasSize(3).doesNotContainNull();
  }

  @Test
  void anotherCompilerIsToldAtTheElement() {
    DiagnosticCollector<JavaFileObject> said =
        compile(
            new Wrapped(
                e ->
                    (ProcessingEnvironment)
                        Proxy.newProxyInstance(
                            JavacTasksTest.class.getClassLoader(),
                            new Class<?>[] {ProcessingEnvironment.class},
                            new Opaque(() -> e))));
    assertThat(said.getDiagnostics())
        .anySatisfy(
            d ->
                assertThat(d.toString())
                    .contains("RingKernel cannot see into this compiler")
                    .contains("'ringkernel compile'"));
  }

  private static ProcessingEnvironment proxy(ProcessingEnvironment inner) {
    return (ProcessingEnvironment)
        Proxy.newProxyInstance(
            JavacTasksTest.class.getClassLoader(),
            new Class<?>[] {ProcessingEnvironment.class},
            (p, method, args) -> method.invoke(inner, args));
  }

  /** Hides the environment where no field leads to it. */
  private record Opaque(java.util.function.Supplier<ProcessingEnvironment> inner)
      implements java.lang.reflect.InvocationHandler {
    @Override
    public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] args)
        throws Throwable {
      return method.invoke(inner.get(), args);
    }
  }

  private static DiagnosticCollector<JavaFileObject> compile(AbstractProcessor processor) {
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    JavaFileObject source =
        new SimpleJavaFileObject(URI.create("string:///K.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignore) {
            return SOURCE;
          }
        };
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(
                    new StringWriter(),
                    null,
                    said,
                    List.of("-sourcepath", "", "-cp", System.getProperty("java.class.path")),
                    null,
                    List.of(source));
    task.setProcessors(List.of(processor));
    try {
      task.analyze();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return said;
  }

  @SupportedAnnotationTypes("*")
  private static final class Probe extends AbstractProcessor {
    private final java.util.function.Consumer<ProcessingEnvironment> look;

    Probe(java.util.function.Consumer<ProcessingEnvironment> look) {
      this.look = look;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      look.accept(environment);
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return false;
    }
  }

  private static final class Wrapped extends AbstractProcessor {
    private final UnaryOperator<ProcessingEnvironment> wrapper;
    private final RingKernelProcessor processor = new RingKernelProcessor();

    Wrapped(UnaryOperator<ProcessingEnvironment> wrapper) {
      this.wrapper = wrapper;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return processor.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return processor.getSupportedSourceVersion();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      processor.init(wrapper.apply(environment));
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return processor.process(annotations, round);
    }
  }
}
