package dev.ringkernel.compiler.pipeline;

import dev.ringkernel.ir.Module;
import dev.ringkernel.ptx.pack.RuntimePackage;
import org.jspecify.annotations.Nullable;

/** A packed device runtime whose IR is parsed once, when it is first needed. Safe for threads. */
public final class LoadedRuntime {
  private final RuntimePackage files;
  private @Nullable Module module;

  /** The runtime of a package. */
  public LoadedRuntime(RuntimePackage files) {
    this.files = files;
  }

  /** The same, or null for null. */
  public static @Nullable LoadedRuntime ofNullable(@Nullable RuntimePackage files) {
    return files == null ? null : new LoadedRuntime(files);
  }

  RuntimePackage files() {
    return files;
  }

  synchronized Module module() {
    Module known = module;
    if (known == null) {
      known = files.module();
      module = known;
    }
    return known;
  }
}
