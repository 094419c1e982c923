package dev.ringkernel.compiler.pipeline;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The name of a source file that every entry gives it: its package as folders, then its file name.
 * So line tables and packages do not depend on where the sources lie.
 */
public final class UnitPath {
  private UnitPath() {}

  /** The path of a file with this text, with forward slashes. */
  public static String of(String fileName, String text) {
    String packageName = packageName(text);
    return packageName.isEmpty() ? fileName : packageName.replace('.', '/') + "/" + fileName;
  }

  /**
   * The folder that {@code file}, whose unit path is {@code unitPath}, is found under; empty when
   * its folders are not its package.
   */
  public static Optional<Path> root(Path file, String unitPath) {
    Path absolute = file.toAbsolutePath().normalize();
    Path relative = Path.of(unitPath);
    if (!absolute.endsWith(relative)) {
      return Optional.empty();
    }
    Path root = absolute;
    for (int i = 0; i < relative.getNameCount() && root != null; i++) {
      root = root.getParent();
    }
    return Optional.ofNullable(root);
  }

  /**
   * The package a file declares: its first declaration, after comments and annotations; empty for
   * none.
   */
  public static String packageName(String text) {
    int at = skipBlank(text, 0);
    while (at < text.length() && text.charAt(at) == '@') {
      at = skipAnnotation(text, at);
    }
    if (!text.startsWith("package", at)
        || at + 7 >= text.length()
        || Character.isJavaIdentifierPart(text.charAt(at + 7))) {
      return "";
    }
    StringBuilder name = new StringBuilder();
    at = skipBlank(text, at + 7);
    while (at < text.length() && text.charAt(at) != ';') {
      name.append(text.charAt(at));
      at = skipBlank(text, at + 1);
    }
    return name.toString();
  }

  private static int skipAnnotation(String text, int start) {
    int at = skipBlank(text, start + 1);
    while (at < text.length()
        && (Character.isJavaIdentifierPart(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    at = skipBlank(text, at);
    if (at < text.length() && text.charAt(at) == '(') {
      int depth = 0;
      do {
        depth += text.charAt(at) == '(' ? 1 : text.charAt(at) == ')' ? -1 : 0;
        at++;
      } while (at < text.length() && depth > 0);
      at = skipBlank(text, at);
    }
    return at;
  }

  private static int skipBlank(String text, int start) {
    int at = start;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '\ufeff') {
        at++;
      } else if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
      } else {
        return at;
      }
    }
    return at;
  }
}
