package dev.ringkernel.compiler.pipeline;

/** The version that manifests carry. */
public final class CompilerVersion {
  /** The same as in the build. */
  public static final String TEXT = "0.1.0-SNAPSHOT";

  private CompilerVersion() {}
}
