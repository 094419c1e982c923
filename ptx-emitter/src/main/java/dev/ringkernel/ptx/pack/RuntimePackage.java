package dev.ringkernel.ptx.pack;

import dev.ringkernel.ir.Module;

/**
 * The packed device runtime: {@code META-INF/ringkernel/runtime/}.
 *
 * @param ir text of {@code kernel.ir}
 */
public record RuntimePackage(RuntimeManifest manifest, String ir) {
  /** Its folder. */
  public static final String FOLDER = KernelPackage.ROOT + "runtime/";

  /**
   * Checks the manifest and joins the two files. The IR is checked by {@link #module}: what goes by
   * the manifest alone, as a compilation does whose PTX is known, does not wait for that.
   *
   * @param where the jar or folder, for messages
   * @throws PackageException when the manifest is damaged or of another format
   */
  public static RuntimePackage of(String where, String manifestText, String irText) {
    return new RuntimePackage(
        ManifestJson.readRuntime(where + FOLDER + KernelPackage.MANIFEST, manifestText), irText);
  }

  /**
   * The IR as values.
   *
   * @throws PackageException when the text is damaged, or does not parse: it was written by another
   *     version
   */
  public Module module() {
    String found = LayoutDigest.ofText(ir);
    if (!found.equals(manifest.irDigest())) {
      throw new PackageException(
          FOLDER + KernelPackage.IR,
          "has digest " + found + " where the manifest says " + manifest.irDigest(),
          "Use a ringkernel-runtime jar as it was published");
    }
    return KernelPackage.parse(FOLDER + KernelPackage.IR, ir);
  }

  /**
   * Loads it through a class of the jar that holds it.
   *
   * @throws PackageException when it is absent or damaged
   */
  public static RuntimePackage load(Class<?> anchor) {
    String manifest = KernelPackage.read(anchor, FOLDER + KernelPackage.MANIFEST);
    String ir = KernelPackage.read(anchor, FOLDER + KernelPackage.IR);
    if (manifest == null || ir == null) {
      throw new PackageException(
          FOLDER + (manifest == null ? KernelPackage.MANIFEST : KernelPackage.IR),
          "is not in the jar or folder of " + anchor.getName(),
          "Use a ringkernel-runtime jar as it was published");
    }
    return of("", manifest, ir);
  }
}
