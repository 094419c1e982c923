package dev.ringkernel.ptx.pack;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a manifest: two spaces a level, line feeds, fields in the order they are given, ASCII
 * only.
 */
final class JsonText {
  private final StringBuilder out = new StringBuilder();
  private int depth;
  private boolean first = true;

  static String object(java.util.function.Consumer<JsonText> body) {
    JsonText text = new JsonText();
    text.braces('{', '}', () -> body.accept(text));
    return text.out.append('\n').toString();
  }

  JsonText field(String name, @Nullable String value) {
    name(name);
    if (value == null) {
      out.append("null");
    } else {
      quote(value);
    }
    return this;
  }

  JsonText field(String name, long value) {
    name(name);
    out.append(value);
    return this;
  }

  JsonText field(String name, boolean value) {
    name(name);
    out.append(value);
    return this;
  }

  JsonText strings(String name, List<String> values) {
    name(name);
    out.append('[');
    for (int i = 0; i < values.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      quote(values.get(i));
    }
    out.append(']');
    return this;
  }

  <T> JsonText object(String name, @Nullable T value, BiConsumer<JsonText, T> body) {
    name(name);
    if (value == null) {
      out.append("null");
    } else {
      braces('{', '}', () -> body.accept(this, value));
    }
    return this;
  }

  <T> JsonText objects(String name, List<T> values, BiConsumer<JsonText, T> body) {
    name(name);
    if (values.isEmpty()) {
      out.append("[]");
      return this;
    }
    braces(
        '[',
        ']',
        () -> {
          for (T value : values) {
            item();
            braces('{', '}', () -> body.accept(this, value));
          }
        });
    return this;
  }

  private void braces(char open, char close, Runnable body) {
    out.append(open);
    depth++;
    first = true;
    body.run();
    depth--;
    first = false;
    out.append('\n').append("  ".repeat(depth)).append(close);
  }

  private void item() {
    out.append(first ? "\n" : ",\n").append("  ".repeat(depth));
    first = false;
  }

  private void name(String name) {
    item();
    quote(name);
    out.append(": ");
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
