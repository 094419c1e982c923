package dev.ringkernel.compiler.cli;

/** What {@code compile} can write. */
enum Emit {
  // @formatter:off
  PTX("ptx"),
  IR("ir"),
  CUBIN("cubin"),
  MANIFEST("json");
  // @formatter:on

  private final String extension;

  Emit(String extension) {
    this.extension = extension;
  }

  /** Of the file it is written to. */
  String extension() {
    return extension;
  }
}
