package dev.ringkernel.ptx.text;

/**
 * Names of functions in PTX.
 *
 * <p>ASCII letters, digits and {@code _} stand for themselves, a dot becomes {@code $_}, a dollar
 * {@code $$}, anything else (and a leading digit) {@code $uHHHH} for each UTF-16 unit. Every escape
 * starts with a dollar and its next character tells which it is, so two names never meet: {@code
 * samples.Counter.add} is {@code samples$_Counter$_add}.
 */
public final class PtxNames {
  private PtxNames() {}

  /** The PTX identifier for {@code name}. */
  public static String mangle(String name) {
    if (name.isEmpty()) {
      throw new IllegalStateException("a function without a name");
    }
    if (name.equals("_")) {
      return escape('_');
    }
    StringBuilder out = new StringBuilder(name.length() + 8);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (letter || c == '_' || (digit && i > 0)) {
        out.append(c);
      } else if (c == '.') {
        out.append("$_");
      } else if (c == '$') {
        out.append("$$");
      } else {
        out.append(escape(c));
      }
    }
    return out.toString();
  }

  /** The name that {@link #mangle} made {@code identifier} from. */
  public static String demangle(String identifier) {
    StringBuilder out = new StringBuilder(identifier.length());
    for (int i = 0; i < identifier.length(); i++) {
      char c = identifier.charAt(i);
      if (c != '$') {
        out.append(c);
        continue;
      }
      char kind = i + 1 < identifier.length() ? identifier.charAt(i + 1) : ' ';
      if (kind == '_') {
        out.append('.');
        i++;
      } else if (kind == '$') {
        out.append('$');
        i++;
      } else if (kind == 'u' && i + 6 <= identifier.length()) {
        out.append((char) Integer.parseInt(identifier, i + 2, i + 6, 16));
        i += 5;
      } else {
        throw new IllegalArgumentException("'" + identifier + "' is no mangled name");
      }
    }
    return out.toString();
  }

  /** The name that {@link #mangle} made {@code identifier} from; itself where that made it not. */
  static String source(String identifier) {
    if (identifier.indexOf('$') < 0) {
      return identifier;
    }
    try {
      String name = demangle(identifier);
      return !name.isEmpty() && mangle(name).equals(identifier) ? name : identifier;
    } catch (IllegalArgumentException e) {
      return identifier;
    }
  }

  private static String escape(char c) {
    String hex = Integer.toHexString(c);
    return "$u" + "0000".substring(hex.length()) + hex;
  }
}
