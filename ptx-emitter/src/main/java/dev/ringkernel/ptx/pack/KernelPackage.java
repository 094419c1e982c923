package dev.ringkernel.ptx.pack;

import dev.ringkernel.ir.IrParseException;
import dev.ringkernel.ir.IrParser;
import dev.ringkernel.ir.Module;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of one compiled class: {@code META-INF/ringkernel/<binary name>/} with {@code
 * manifest.json}, {@code kernel.ir} and one {@code sm_NN.ptx} a target.
 *
 * @param ir text of {@code kernel.ir}
 * @param ptx text of each target's PTX, by target, in manifest order
 */
public record KernelPackage(Manifest manifest, String ir, Map<String, String> ptx) {
  /** Where all packages lie. */
  public static final String ROOT = "META-INF/ringkernel/";

  /** The manifest's file name. */
  public static final String MANIFEST = "manifest.json";

  /** The IR's file name. */
  public static final String IR = "kernel.ir";

  public KernelPackage {
    ptx = Collections.unmodifiableMap(new LinkedHashMap<>(ptx));
  }

  /** The folder of a class, with a slash at its end. */
  public static String folder(String binaryName) {
    return ROOT + binaryName + "/";
  }

  /** The files by resource name, in a fixed order; all text is UTF-8. */
  public Map<String, String> files() {
    String folder = folder(manifest.className());
    Map<String, String> files = new LinkedHashMap<>();
    files.put(folder + MANIFEST, ManifestJson.write(manifest));
    files.put(folder + IR, ir);
    ptx.forEach((target, text) -> files.put(folder + target + ".ptx", text));
    return files;
  }

  /**
   * The IR as values.
   *
   * @throws PackageException when the text does not parse: it was written by another version
   */
  public Module module() {
    return parse(folder(manifest.className()) + IR, ir);
  }

  static Module parse(String resource, String text) {
    try {
      return IrParser.parseModule(text);
    } catch (IrParseException e) {
      throw new PackageException(
          resource, "does not parse: " + e.getMessage(), JsonObject.REBUILD, e);
    }
  }

  /** Whether the class has a package, whatever its condition. */
  public static boolean exists(Class<?> type) {
    try (InputStream in = open(type, folder(type.getName()) + MANIFEST)) {
      return in != null;
    } catch (IOException e) {
      throw unreadable(folder(type.getName()) + MANIFEST, e);
    }
  }

  /**
   * Loads the package of a class through the class's own module or loader, and checks that it is
   * whole and belongs to the class.
   *
   * @throws PackageException when there is none, or it is damaged or foreign
   */
  public static KernelPackage load(Class<?> type) {
    return find(type)
        .orElseThrow(
            () ->
                new PackageException(
                    type.getName(),
                    "has no compiled kernel ("
                        + folder(type.getName())
                        + MANIFEST
                        + " is not there)",
                    "Put ringkernel-compiler on javac's -processorpath"
                        + " (Maven: annotationProcessorPaths), or add the ringkernel-maven-plugin goal"
                        + " 'compile' to the build of the jar that holds the class"));
  }

  /**
   * As {@link #load}, but empty where there is no package.
   *
   * @throws PackageException when it is damaged or foreign
   */
  public static Optional<KernelPackage> find(Class<?> type) {
    String folder = folder(type.getName());
    String text = read(type, folder + MANIFEST);
    if (text == null) {
      return Optional.empty();
    }
    Manifest manifest = ManifestJson.read(folder + MANIFEST, text);
    if (!manifest.className().equals(type.getName())) {
      throw new PackageException(
          folder + MANIFEST,
          "is the manifest of " + manifest.className(),
          "Packages cannot be renamed or relocated: compile the class under its new name");
    }
    String ir = whole(type, folder + IR, manifest.irDigest());
    Map<String, String> ptx = new LinkedHashMap<>();
    for (TargetEntry t : manifest.targets()) {
      ptx.put(t.target(), whole(type, folder + t.target() + ".ptx", t.digest()));
    }
    return Optional.of(new KernelPackage(manifest, ir, ptx));
  }

  private static String whole(Class<?> type, String resource, String digest) {
    String text = read(type, resource);
    if (text == null) {
      throw new PackageException(
          resource, "is not there, though the manifest names it", JsonObject.REBUILD);
    }
    String found = LayoutDigest.ofText(text);
    if (!found.equals(digest)) {
      throw new PackageException(
          resource,
          "has digest " + found + " where the manifest says " + digest,
          "The file was changed or comes from elsewhere. " + JsonObject.REBUILD);
    }
    return text;
  }

  static @Nullable String read(Class<?> type, String resource) {
    try (InputStream in = open(type, resource)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreadable(resource, e);
    }
  }

  private static @Nullable InputStream open(Class<?> type, String resource) {
    return type.getResourceAsStream("/" + resource);
  }

  private static PackageException unreadable(String resource, IOException e) {
    return new PackageException(
        resource, "cannot be read: " + e.getMessage(), "Check the jar or folder it lies in", e);
  }
}
