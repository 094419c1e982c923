package dev.ringkernel.ptx.pack;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses a kernel whose inlined classes are no longer those on the class path. */
public final class StaleCheck {
  private StaleCheck() {}

  /** Finds class files by binary name; null where there is none. */
  @FunctionalInterface
  public interface ClassFiles {
    byte @Nullable [] find(String binaryName) throws IOException;

    /** Those that a loader finds; null for the boot loader. */
    static ClassFiles of(@Nullable ClassLoader loader) {
      return name -> {
        String resource = name.replace('.', '/') + ".class";
        try (InputStream in =
            loader == null
                ? ClassLoader.getSystemResourceAsStream(resource)
                : loader.getResourceAsStream(resource)) {
          return in == null ? null : in.readAllBytes();
        }
      };
    }
  }

  /**
   * Compares each class of a package with what its loader finds.
   *
   * @throws PackageException that names the first class that differs or is gone
   */
  public static void check(Class<?> type, Manifest manifest) {
    check(manifest.className(), manifest.classes(), ClassFiles.of(type.getClassLoader()));
  }

  /**
   * Compares each class with what {@code files} finds.
   *
   * @param owner the class whose kernel it is, for messages
   * @throws PackageException that names the first class that differs or is gone
   */
  public static void check(String owner, List<ClassEntry> classes, ClassFiles files) {
    for (ClassEntry entry : classes) {
      byte[] file;
      try {
        file = files.find(entry.name());
      } catch (IOException e) {
        throw new PackageException(
            entry.name(), "cannot be read: " + e.getMessage(), "Check the jar it lies in", e);
      }
      if (file == null) {
        throw stale(owner, entry, "is not on the class path");
      }
      if (!ClassDigest.of(file).equals(entry.digest())) {
        throw stale(owner, entry, "has changed since");
      }
    }
  }

  private static PackageException stale(String owner, ClassEntry entry, String what) {
    return new PackageException(
        owner,
        "its kernel is stale: the code of "
            + entry.name()
            + " was compiled into it, and the class "
            + what,
        "Compile " + owner + " again (mvn compile, or ringkernel compile)");
  }
}
