package dev.ringkernel.compiler.processor;

import dev.ringkernel.api.RingContext;
import dev.ringkernel.compiler.front.SourceUnit;
import dev.ringkernel.compiler.pipeline.UnitPath;
import dev.ringkernel.ptx.pack.KernelPackage;
import dev.ringkernel.ptx.pack.RuntimePackage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * What javac can read and write: sources and class files by type, resources by name; class path and
 * module path alike.
 */
final class CompilerFiles {
  /** A class of the runtime's jar, beside which the device runtime lies. */
  private static final String RUNTIME_ANCHOR = "dev.ringkernel.runtime.ActorSystem";

  private final Filer filer;
  private final Elements elements;

  CompilerFiles(Filer filer, Elements elements) {
    this.filer = filer;
    this.elements = elements;
  }

  /** The unit of a source file. */
  static SourceUnit unit(JavaFileObject file) {
    try {
      String text = file.getCharContent(true).toString();
      String name = file.getName().replace('\\', '/');
      return new SourceUnit(UnitPath.of(name.substring(name.lastIndexOf('/') + 1), text), text);
    } catch (IOException e) {
      throw new UncheckedIOException(file.getName() + " cannot be read again", e);
    }
  }

  /** The source that javac has, or would find, for a top-level class. */
  Optional<SourceUnit> source(String binaryName) {
    JavaFileObject file = file(binaryName);
    return file == null || file.getKind() != JavaFileObject.Kind.SOURCE
        ? Optional.empty()
        : Optional.of(unit(file));
  }

  /**
   * The class file of a type that is not compiled in this run; null for the JDK's types and where
   * there is none.
   */
  byte @Nullable [] library(String internalName) {
    JavaFileObject file = file(internalName.replace('/', '.'));
    return file == null || file.getKind() != JavaFileObject.Kind.CLASS ? null : read(file);
  }

  private @Nullable JavaFileObject file(String binaryName) {
    TypeElement type = elements.getTypeElement(binaryName);
    if (type == null && binaryName.indexOf('$') > 0) {
      type = elements.getTypeElement(binaryName.replace('$', '.'));
    }
    return type == null || isJdk(type) ? null : elements.getFileObjectOf(type);
  }

  private boolean isJdk(TypeElement type) {
    ModuleElement module = elements.getModuleOf(type);
    String name = module == null ? "" : module.getQualifiedName().toString();
    return name.startsWith("java.") || name.startsWith("jdk.");
  }

  /**
   * The class file that this run wrote, or that it found on its paths; null where there is neither.
   */
  byte @Nullable [] classFile(String binaryName) {
    byte[] written =
        resource(StandardLocation.CLASS_OUTPUT, binaryName.replace('.', '/') + ".class");
    return written != null ? written : libraryOrOwn(binaryName.replace('.', '/'));
  }

  private byte @Nullable [] libraryOrOwn(String internalName) {
    byte[] library = library(internalName);
    if (library != null) {
      return library;
    }
    try (InputStream in = RingContext.class.getResourceAsStream("/" + internalName + ".class")) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(internalName + " cannot be read", e);
    }
  }

  /** The device runtime on the paths of this run; null where there is none. */
  @Nullable RuntimePackage runtime() {
    byte[] manifest = runtimeFile(KernelPackage.MANIFEST);
    byte[] ir = runtimeFile(KernelPackage.IR);
    return manifest == null || ir == null
        ? null
        : RuntimePackage.of(
            "",
            new String(manifest, StandardCharsets.UTF_8),
            new String(ir, StandardCharsets.UTF_8));
  }

  private byte @Nullable [] runtimeFile(String name) {
    String resource = RuntimePackage.FOLDER + name;
    byte[] found = resource(StandardLocation.CLASS_PATH, resource);
    if (found != null) {
      return found;
    }
    JavaFileObject anchor = file(RUNTIME_ANCHOR);
    if (anchor == null) {
      return null;
    }
    String uri = anchor.toUri().toString();
    String end = RUNTIME_ANCHOR.replace('.', '/') + ".class";
    if (!uri.endsWith(end)) {
      return null;
    }
    try (InputStream in =
        URI.create(uri.substring(0, uri.length() - end.length()) + resource).toURL().openStream()) {
      return in.readAllBytes();
    } catch (FileNotFoundException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read beside " + uri, e);
    }
  }

  private byte @Nullable [] resource(JavaFileManager.Location location, String name) {
    try (InputStream in = filer.getResource(location, "", name).openInputStream()) {
      return in.readAllBytes();
    } catch (FileNotFoundException | NoSuchFileException e) {
      return null;
    } catch (IllegalArgumentException e) {
      // Only module paths in this run: there is no class path to look at.
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(name + " in " + location + " cannot be read", e);
    }
  }

  private static byte[] read(JavaFileObject file) {
    try (InputStream in = file.openInputStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(file.getName() + " cannot be read", e);
    }
  }

  /** Writes a file beside the class files. */
  void write(String name, String text) throws IOException {
    try (OutputStream out =
        filer.createResource(StandardLocation.CLASS_OUTPUT, "", name).openOutputStream()) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
