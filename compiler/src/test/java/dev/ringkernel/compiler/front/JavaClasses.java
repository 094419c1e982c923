package dev.ringkernel.compiler.front;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles sources with javac and loads them, assertions on. */
final class JavaClasses extends ClassLoader {
  private final Map<String, byte[]> classes = new HashMap<>();

  private JavaClasses() {
    super(JavaClasses.class.getClassLoader());
    setDefaultAssertionStatus(true);
  }

  static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(SourceUnit unit) {
      super(URI.create("string:///" + unit.path()), Kind.SOURCE);
      this.text = unit.text();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  static JavaClasses compile(List<SourceUnit> units) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    JavaClasses loader = new JavaClasses();
    JavaFileManager files =
        new ForwardingJavaFileManager<JavaFileManager>(
            javac.getStandardFileManager(problems, null, null)) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location l, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(
                URI.create("mem:///" + name.replace('.', '/') + ".class"), kind) {
              @Override
              public OutputStream openOutputStream() {
                return new ByteArrayOutputStream() {
                  @Override
                  public void close() {
                    loader.classes.put(name, toByteArray());
                  }
                };
              }
            };
          }
        };
    List<Text> texts = units.stream().map(Text::new).toList();
    boolean ok =
        javac.getTask(null, files, problems, List.of("-proc:none", "-g"), null, texts).call();
    if (!ok) {
      throw new IllegalStateException("javac refuses: " + problems.getDiagnostics());
    }
    return loader;
  }

  /** The class file of an internal name; null where there is none. */
  byte[] bytes(String internalName) {
    return classes.get(internalName.replace('/', '.'));
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}
