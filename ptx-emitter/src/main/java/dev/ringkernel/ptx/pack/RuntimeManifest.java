package dev.ringkernel.ptx.pack;

import java.util.List;

/**
 * What the packed device runtime says of itself: {@code META-INF/ringkernel/runtime/manifest.json}.
 *
 * @param compiler version of the compiler that wrote it
 * @param irDigest SHA-256 of {@code kernel.ir}
 * @param exports functions that handlers may call
 * @param constants layout constants that host and device share, by name
 * @param sources source files in the order that fault words index them
 * @param classes every class whose code is in it
 */
public record RuntimeManifest(
    String compiler,
    String irDigest,
    List<Export> exports,
    List<Constant> constants,
    List<String> sources,
    List<ClassEntry> classes) {
  public RuntimeManifest {
    exports = List.copyOf(exports);
    constants = List.copyOf(constants);
    sources = List.copyOf(sources);
    classes = List.copyOf(classes);
  }

  /** A function and its signature in the IR's words: {@code rk.self}, {@code (i64) -> (i64)}. */
  public record Export(String name, String signature) {}

  /** A layout constant. */
  public record Constant(String name, long value) {}

  /**
   * The digest that packages carry: over the exported signatures and the constants, not over the
   * code behind them.
   */
  public String abi() {
    StringBuilder text = new StringBuilder("runtime-abi\n");
    for (Export e : exports) {
      text.append(e.name()).append('|').append(e.signature()).append('\n');
    }
    for (Constant c : constants) {
      text.append(c.name()).append('=').append(c.value()).append('\n');
    }
    return LayoutDigest.ofText(text.toString());
  }
}
