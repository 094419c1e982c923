package dev.ringkernel.ptx.pack;

import java.util.ArrayList;
import java.util.List;

/**
 * The rules that place the components of a message or the fields of a state, in one place for
 * compiler and runtime ({@code docs/decisions/003}): in order, each at its natural alignment; a
 * nested record inline, at the alignment of its widest leaf and as long as its leaves rounded up to
 * that alignment; an array of n elements inline; the whole rounded up to 8.
 */
public final class WireLayout {
  private WireLayout() {}

  /** What is to be placed. */
  public sealed interface Component {
    String name();

    /** 0 for a single value, else the fixed number of elements. */
    int count();

    /** A value of a {@link WireType}, by its text. */
    record Leaf(String name, String type, int count) implements Component {}

    /** A record as a value. */
    record Nested(String name, List<Component> components, int count) implements Component {
      public Nested {
        components = List.copyOf(components);
      }
    }
  }

  /** The layout of {@code binaryName} with these components. */
  public static Layout of(String binaryName, List<Component> components) {
    List<LayoutField> fields = new ArrayList<>();
    long end = place("", components, 0, fields);
    return new Layout(binaryName, Math.toIntExact(roundUp(end, 8)), fields);
  }

  /**
   * The alignment of a component: its own for a leaf, its widest leaf's for a record, 1 for an
   * empty record.
   */
  public static int alignment(Component component) {
    return switch (component) {
      case Component.Leaf leaf -> WireType.of(leaf.type()).bytes();
      case Component.Nested nested -> alignment(nested.components());
    };
  }

  private static int alignment(List<Component> components) {
    int widest = 1;
    for (Component c : components) {
      widest = Math.max(widest, alignment(c));
    }
    return widest;
  }

  private static long place(
      String prefix, List<Component> components, long start, List<LayoutField> out) {
    long at = start;
    for (Component c : components) {
      if (c.count() < 0) {
        throw new IllegalArgumentException(prefix + c.name() + " has count " + c.count());
      }
      at = roundUp(at, alignment(c));
      switch (c) {
        case Component.Leaf leaf -> {
          int offset = Math.toIntExact(at);
          out.add(new LayoutField(prefix + leaf.name(), leaf.type(), offset, leaf.count()));
          at += (long) WireType.of(leaf.type()).bytes() * Math.max(1, leaf.count());
        }
        case Component.Nested nested -> {
          int align = alignment(nested);
          for (int i = 0; i < Math.max(1, nested.count()); i++) {
            String index = nested.count() == 0 ? "" : "[" + i + "]";
            String inner = prefix + nested.name() + index + ".";
            at = roundUp(place(inner, nested.components(), at, out), align);
          }
        }
      }
    }
    return at;
  }

  private static long roundUp(long value, int align) {
    return (value + align - 1) / align * align;
  }
}
