package dev.ringkernel.compiler.processor;

import com.sun.source.util.JavacTask;
import dev.ringkernel.api.GlobalKernel;
import dev.ringkernel.api.RingKernel;
import dev.ringkernel.compiler.pipeline.CompileRequest;
import dev.ringkernel.ptx.isa.Target;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Compiles {@code @RingKernel} and {@code @GlobalKernel} methods inside {@code javac}. Made by
 * javac from {@code META-INF/services}; option {@code -Aringkernel.targets=sm_80,sm_90}.
 */
public final class RingKernelProcessor extends AbstractProcessor {
  private static final String TARGETS = "ringkernel.targets";
  private static final List<Class<? extends Annotation>> KERNELS =
      List.of(RingKernel.class, GlobalKernel.class);

  private @Nullable JavacSession session;
  private boolean said;

  /** For javac. */
  public RingKernelProcessor() {}

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    JavacTask task = JavacTasks.of(environment);
    if (task != null) {
      session = new JavacSession(task, environment, targets());
      task.addTaskListener(session);
    }
  }

  private List<Target> targets() {
    String option = processingEnv.getOptions().get(TARGETS);
    List<Target> targets = new ArrayList<>();
    for (String name : option == null ? new String[0] : option.split(",", -1)) {
      try {
        targets.add(Target.parse(name));
      } catch (IllegalArgumentException e) {
        processingEnv
            .getMessager()
            .printMessage(Diagnostic.Kind.ERROR, "-A" + TARGETS + ": " + e.getMessage());
      }
    }
    return targets.isEmpty() ? CompileRequest.DEFAULT_TARGETS : targets;
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Set.of(TARGETS);
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    Set<String> names = new LinkedHashSet<>();
    KERNELS.forEach(k -> names.add(k.getCanonicalName()));
    return names;
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Set<Element> kernels = new LinkedHashSet<>();
    for (Class<? extends Annotation> kernel : KERNELS) {
      kernels.addAll(round.getElementsAnnotatedWith(kernel));
    }
    if (session != null) {
      session.compileLater(kernels);
    } else if (!kernels.isEmpty() && !said) {
      said = true;
      processingEnv
          .getMessager()
          .printMessage(
              Diagnostic.Kind.MANDATORY_WARNING,
              "RingKernel cannot see into this compiler ("
                  + processingEnv.getClass().getName()
                  + "), so no kernel is checked or packed here. Build with javac (Maven, Gradle), or use"
                  + " the goal 'compile' of ringkernel-maven-plugin, or 'ringkernel compile'",
              kernels.iterator().next());
    }
    return false;
  }
}
