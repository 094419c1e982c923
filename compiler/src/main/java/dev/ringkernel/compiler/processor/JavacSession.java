package dev.ringkernel.compiler.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.ringkernel.compiler.front.SourceUnit;
import dev.ringkernel.compiler.front.TypeIndex;
import dev.ringkernel.compiler.pipeline.Compilation;
import dev.ringkernel.compiler.pipeline.CompileRequest;
import dev.ringkernel.compiler.pipeline.CompiledClass;
import dev.ringkernel.compiler.pipeline.LoadedRuntime;
import dev.ringkernel.compiler.pipeline.Pipeline;
import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.pack.KernelPackage;
import dev.ringkernel.ptx.pack.PackageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Follows one run of javac. A file's kernels are compiled when javac has attributed its last class
 * and before it generates that, so that an error keeps the class file from being written, as
 * javac's own would. Packages are written when javac is done and all class files are there to be
 * digested.
 */
final class JavacSession implements TaskListener {
  private final ProcessingEnvironment environment;
  private final JavacTask task;
  private final Trees trees;
  private final List<Target> targets;
  private final CompilerFiles files;
  private final Reporter reporter;

  /** Binary names of top-level classes with kernels. */
  private final Set<String> wanted = new HashSet<>();

  /**
   * Binary names of top-level classes that javac has attributed, and of all classes that it
   * generated.
   */
  private final Set<String> attributed = new HashSet<>();

  private final Set<String> generated = new HashSet<>();

  /** The sources by top-level class, as javac has read them. */
  private final Map<String, SourceUnit> sources = new HashMap<>();

  /** What each file gave, by unit path. */
  private final Map<String, Compilation> compilations = new LinkedHashMap<>();

  /**
   * Problems that javac may yet explain with an error of its own; told when it goes on to generate
   * the class.
   */
  private final Map<String, Runnable> doubts = new HashMap<>();

  private @Nullable TypeIndex index;
  private @Nullable LoadedRuntime runtime;
  private boolean lookedForRuntime;

  JavacSession(JavacTask task, ProcessingEnvironment environment, List<Target> targets) {
    this.task = task;
    this.environment = environment;
    this.trees = Trees.instance(task);
    this.targets = targets;
    this.files = new CompilerFiles(environment.getFiler(), task.getElements());
    this.reporter = new Reporter(trees, environment.getMessager());
  }

  /** Remembers classes with kernels; their trees may still change in later rounds. */
  void compileLater(Collection<Element> kernels) {
    for (Element kernel : kernels) {
      wanted.add(topLevel(kernel));
    }
  }

  private String topLevel(Element element) {
    TypeElement top = task.getElements().getOutermostTypeElement(element);
    if (top == null) {
      throw new IllegalStateException(element + " is in no class");
    }
    return task.getElements().getBinaryName(top).toString();
  }

  @Override
  public void started(TaskEvent event) {
    TypeElement type = type(event);
    if (event.getKind() == TaskEvent.Kind.GENERATE && type != null) {
      Runnable doubt = doubts.remove(topLevel(type));
      if (doubt != null) {
        doubt.run();
      }
    }
  }

  @Override
  public void finished(TaskEvent event) {
    TypeElement type = type(event);
    switch (event.getKind()) {
      case ANALYZE -> {
        if (type != null) {
          attributed(topLevel(type), event.getCompilationUnit());
        }
      }
      case GENERATE -> {
        if (type != null) {
          generated.add(task.getElements().getBinaryName(type).toString());
        }
      }
      case COMPILATION -> write();
      case PARSE, ENTER, ANNOTATION_PROCESSING, ANNOTATION_PROCESSING_ROUND -> {
        // Nothing is known yet that a kernel could be compiled from.
      }
    }
  }

  /**
   * The class an event is about; null for the descriptors of modules and packages, whose symbols
   * are in no class.
   */
  private static @Nullable TypeElement type(TaskEvent event) {
    CompilationUnitTree tree = event.getCompilationUnit();
    return tree == null || tree.getModule() != null || tree.getTypeDecls().isEmpty()
        ? null
        : event.getTypeElement();
  }

  private void attributed(String name, CompilationUnitTree tree) {
    SourceUnit unit = CompilerFiles.unit(tree.getSourceFile());
    sources.put(name, unit);
    attributed.add(name);
    reporter.know(unit, tree);
    Set<String> all = topLevels(tree);
    if (attributed.containsAll(all)
        && all.stream().anyMatch(wanted::contains)
        && !compilations.containsKey(unit.path())) {
      compile(unit, name, tree);
    }
  }

  private static Set<String> topLevels(CompilationUnitTree tree) {
    String prefix = tree.getPackageName() == null ? "" : tree.getPackageName() + ".";
    Set<String> names = new HashSet<>();
    for (Tree declaration : tree.getTypeDecls()) {
      if (declaration instanceof ClassTree type) {
        names.add(prefix + type.getSimpleName());
      }
    }
    return names;
  }

  private void compile(SourceUnit unit, String last, CompilationUnitTree tree) {
    TreePath place = new TreePath(new TreePath(tree), tree.getTypeDecls().getFirst());
    Compilation compilation;
    try {
      compilation =
          Pipeline.compile(new CompileRequest(index(), List.of(unit), runtime(), targets));
    } catch (PackageException e) {
      trees.printMessage(Diagnostic.Kind.ERROR, e.getMessage(), place.getLeaf(), tree);
      return;
    } catch (RuntimeException e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      String text = "RingKernel failed on this file; this is a defect of RingKernel.\n" + trace;
      doubts.put(
          last, () -> trees.printMessage(Diagnostic.Kind.ERROR, text, place.getLeaf(), tree));
      return;
    }
    compilations.put(unit.path(), compilation);
    if (compilation.diagnostics().stream().anyMatch(d -> d.code().javacHasOne())) {
      doubts.put(last, () -> compilation.diagnostics().forEach(reporter::report));
    } else {
      compilation.diagnostics().forEach(reporter::report);
    }
  }

  private @Nullable LoadedRuntime runtime() {
    if (!lookedForRuntime) {
      lookedForRuntime = true;
      runtime = LoadedRuntime.ofNullable(files.runtime());
    }
    return runtime;
  }

  private TypeIndex index() {
    TypeIndex known = index;
    if (known == null) {
      known = TypeIndex.builder().sourceFinder(this::source).classFiles(files::library).build();
      index = known;
    }
    return known;
  }

  private Optional<SourceUnit> source(String binaryName) {
    SourceUnit known = sources.get(binaryName);
    return known != null ? Optional.of(known) : files.source(binaryName);
  }

  /** At the end: all class files that will be written are written. */
  private void write() {
    for (Compilation compilation : compilations.values()) {
      for (CompiledClass c : compilation.classes()) {
        if (compilation.ok() && generated.contains(c.name())) {
          write(c);
        }
      }
    }
    if (index != null) {
      index.close();
    }
  }

  private void write(CompiledClass c) {
    List<String> missing = c.missing(files::classFile);
    if (!missing.isEmpty()) {
      error(
          "kernel of "
              + c.name()
              + " not packed: there is no class file of "
              + String.join(", ", missing)
              + ", whose code is in it. Compile it in the same run (without -implicit:none), or put its"
              + " class file on the path");
      return;
    }
    KernelPackage pack = c.pack(files::classFile);
    for (Map.Entry<String, String> file : pack.files().entrySet()) {
      try {
        files.write(file.getKey(), file.getValue());
      } catch (IOException e) {
        error(file.getKey() + " cannot be written: " + e);
        return;
      }
    }
  }

  private void error(String text) {
    environment.getMessager().printMessage(Diagnostic.Kind.ERROR, text);
  }
}
