package dev.ringkernel.compiler.front;

import dev.ringkernel.api.RingContext;
import dev.ringkernel.compiler.diag.SourceRange;
import dev.ringkernel.device.DeviceSources;
import dev.ringkernel.ir.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * All types a compilation can name: source files, the class path, the device API and the JDK that
 * runs the compiler, in this order. Everything is read when it is first asked for. Holds the class
 * path's jars open until it is closed. Not thread-safe.
 */
public final class TypeIndex implements AutoCloseable {
  /** A place where class files are looked up. */
  public interface ClassFiles {
    /**
     * The class file of {@code internalName} ({@code java/lang/Math}); null where there is none.
     */
    byte @Nullable [] bytes(String internalName);
  }

  /** A place where source files are looked up that were not given. */
  public interface SourceFinder {
    /** The unit that declares a top-level class, by its binary name; empty where there is none. */
    Optional<SourceUnit> find(String binaryName);
  }

  private static final String DEVICE_PACKAGE = "dev.ringkernel.device";

  private final Map<String, SourceFile> files = new LinkedHashMap<>();
  private final Map<SourceFile, List<TypeInfo>> declaredIn = new IdentityHashMap<>();
  private final Map<String, Optional<TypeInfo>> types = new HashMap<>();
  private final List<ClassFiles> classFiles;
  private final SourceFinder sourceFinder;
  private final List<ZipFile> jars;
  private final SourceTypes sourceTypes = new SourceTypes(this);

  private TypeIndex(Builder builder) {
    this.classFiles = List.copyOf(builder.classFiles);
    this.sourceFinder = builder.sourceFinder;
    this.jars = List.copyOf(builder.jars);
    for (SourceUnit unit : builder.units) {
      add(unit);
    }
  }

  /** An index of nothing but the device API and the JDK. */
  public static Builder builder() {
    return new Builder();
  }

  /** Says what an index holds. */
  public static final class Builder {
    private final List<SourceUnit> units = new ArrayList<>();
    private final List<ClassFiles> classFiles = new ArrayList<>();
    private final List<ZipFile> jars = new ArrayList<>();
    private SourceFinder sourceFinder = name -> Optional.empty();

    private Builder() {}

    /** Adds source files; a type in one of them hides a class file of the same name. */
    public Builder sources(Collection<SourceUnit> more) {
      units.addAll(more);
      return this;
    }

    /** Sets where further source files are looked up, after those given and before class files. */
    public Builder sourceFinder(SourceFinder finder) {
      sourceFinder = finder;
      return this;
    }

    /** Adds a place to look for class files, after those added before. */
    public Builder classFiles(ClassFiles place) {
      classFiles.add(place);
      return this;
    }

    /**
     * Adds a jar or a folder of class files; what does not exist is left out, as javac does.
     *
     * @throws UncheckedIOException if a jar cannot be read
     */
    public Builder classPath(Path entry) {
      if (Files.isDirectory(entry)) {
        classFiles.add(name -> read(entry.resolve(name + ".class")));
      } else if (Files.isRegularFile(entry)) {
        try {
          ZipFile jar = new ZipFile(entry.toFile());
          jars.add(jar);
          classFiles.add(name -> read(jar, name + ".class"));
        } catch (IOException e) {
          throw new UncheckedIOException("class path entry " + entry + " cannot be read", e);
        }
      }
      return this;
    }

    /** The index. */
    public TypeIndex build() {
      return new TypeIndex(this);
    }
  }

  private static byte @Nullable [] read(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
    } catch (IOException e) {
      throw new UncheckedIOException("class file " + file + " cannot be read", e);
    }
  }

  private static byte @Nullable [] read(ZipFile jar, String name) {
    ZipEntry entry = jar.getEntry(name);
    if (entry == null) {
      return null;
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " in " + jar.getName() + " cannot be read", e);
    }
  }

  private static byte @Nullable [] builtIn(String internalName) {
    String resource = internalName + ".class";
    try (InputStream in =
        internalName.startsWith("dev/ringkernel/")
            ? RingContext.class.getResourceAsStream("/" + resource)
            : ClassLoader.getPlatformClassLoader().getResourceAsStream(resource)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("class file " + internalName + " cannot be read", e);
    }
  }

  private SourceFile add(SourceUnit unit) {
    SourceFile file = SourceFile.parse(unit);
    files.put(unit.path(), file);
    List<TypeInfo> declared = sourceTypes.read(file);
    for (TypeInfo type : declared) {
      types.put(type.binaryName(), Optional.of(type));
    }
    declaredIn.put(file, declared);
    return file;
  }

  /** Whether a path is that of a file that was given or found, not of the device API. */
  public boolean isUserSource(String path) {
    return files.containsKey(path) && !path.startsWith(DEVICE_PACKAGE.replace('.', '/') + "/");
  }

  /**
   * The range in a file of this index that {@code span} covers; the span's file must be in the
   * index.
   */
  public SourceRange range(Span span) {
    SourceFile file = files.get(span.file());
    if (file == null) {
      throw new IllegalStateException("no file " + span.file() + " in the index");
    }
    return file.range(span);
  }

  /** The types a file declares, nested ones after their enclosing one. */
  List<TypeInfo> typesOf(SourceFile file) {
    return declaredIn.getOrDefault(file, List.of());
  }

  /** The parsed file of a unit; parsed now if it is not in the index. */
  SourceFile file(SourceUnit unit) {
    SourceFile known = files.get(unit.path());
    return known != null && known.unit().text().equals(unit.text()) ? known : add(unit);
  }

  /** The type of a binary name; null where there is none. */
  @Nullable TypeInfo find(String binaryName) {
    Optional<TypeInfo> known = types.get(binaryName);
    if (known == null) {
      TypeInfo read = load(binaryName);
      known = Optional.ofNullable(read);
      types.put(binaryName, known);
    }
    return known.orElse(null);
  }

  /** The type of a canonical name such as {@code a.b.Outer.Inner}; null where there is none. */
  @Nullable TypeInfo findCanonical(String name) {
    String binary = name;
    while (true) {
      TypeInfo type = find(binary);
      if (type != null) {
        return type;
      }
      int dot = binary.lastIndexOf('.');
      if (dot < 0) {
        return null;
      }
      binary = binary.substring(0, dot) + '$' + binary.substring(dot + 1);
    }
  }

  /** The declaration of a type that is known to exist. */
  TypeInfo get(String binaryName) {
    TypeInfo type = find(binaryName);
    if (type == null) {
      throw new IllegalStateException("type " + binaryName + " is not in the index");
    }
    return type;
  }

  private @Nullable TypeInfo load(String binaryName) {
    int nested = binaryName.indexOf('$');
    String top = nested < 0 ? binaryName : binaryName.substring(0, nested);
    if (top.startsWith(DEVICE_PACKAGE + ".") && top.indexOf('.', DEVICE_PACKAGE.length() + 1) < 0) {
      String path = top.replace('.', '/') + ".java";
      if (!files.containsKey(path)) {
        Optional<String> text = DeviceSources.of(top.substring(DEVICE_PACKAGE.length() + 1));
        if (text.isPresent()) {
          add(new SourceUnit(path, text.get()));
          return types.getOrDefault(binaryName, Optional.empty()).orElse(null);
        }
      }
    }
    Optional<SourceUnit> source = sourceFinder.find(top);
    if (source.isPresent() && !files.containsKey(source.get().path())) {
      add(source.get());
      return types.getOrDefault(binaryName, Optional.empty()).orElse(null);
    }
    String internal = binaryName.replace('.', '/');
    for (ClassFiles place : classFiles) {
      byte[] bytes = place.bytes(internal);
      if (bytes != null) {
        return ClassFileReader.read(bytes);
      }
    }
    byte[] bytes = builtIn(internal);
    return bytes == null ? null : ClassFileReader.read(bytes);
  }

  /** Closes the jars of the class path. */
  @Override
  public void close() {
    for (ZipFile jar : jars) {
      try {
        jar.close();
      } catch (IOException e) {
        throw new UncheckedIOException("jar " + jar.getName() + " cannot be closed", e);
      }
    }
  }
}
