package dev.ringkernel.ptx.text;

import dev.ringkernel.ptx.text.PtxOperand.Reg;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names declared between two braces of a function, or around its body. */
final class Scope {
  /** A label, table or prototype, by the name that is unique in its function. */
  record Label(String name, Kind kind) {
    enum Kind {
      CODE("a label"),
      TARGETS("a list of .branchtargets"),
      CALLEES("a .callprototype or .calltargets");

      private final String described;

      Kind(String described) {
        this.described = described;
      }

      String described() {
        return described;
      }
    }
  }

  private final @Nullable Scope outer;
  private final Map<String, Named> names = new HashMap<>();
  private final Map<String, Named.Family> families = new HashMap<>();
  private final Map<String, Label> labels = new HashMap<>();

  Scope(@Nullable Scope outer) {
    this.outer = outer;
  }

  @Nullable Scope outer() {
    return outer;
  }

  /** False where the scope has the name already. */
  boolean declare(String name, Named named) {
    return names.putIfAbsent(name, named) == null;
  }

  /** False where the scope has registers of the prefix already. */
  boolean declareFamily(String prefix, Named.Family family) {
    return families.putIfAbsent(prefix, family) == null;
  }

  boolean declareLabel(String name, Label label) {
    return labels.putIfAbsent(name, label) == null;
  }

  /** What the name means here, or null. */
  @Nullable Named find(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      Named named = scope.names.get(name);
      if (named == null && !scope.families.isEmpty()) {
        named = scope.member(name);
      }
      if (named != null) {
        return named;
      }
    }
    return null;
  }

  @Nullable Label findLabel(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      Label label = scope.labels.get(name);
      if (label != null) {
        return label;
      }
    }
    return null;
  }

  private @Nullable Named member(String name) {
    int digits = name.length();
    while (digits > 0 && name.charAt(digits - 1) >= '0' && name.charAt(digits - 1) <= '9') {
      digits--;
    }
    // A prefix may end with digits too: its own number is the shortest way to a family.
    for (int cut = name.length() - 1; cut >= digits && cut >= name.length() - 8; cut--) {
      Named.Family family = families.get(name.substring(0, cut));
      boolean plain = cut == name.length() - 1 || name.charAt(cut) != '0';
      if (family != null && plain) {
        int number = Integer.parseInt(name, cut, name.length(), 10);
        if (number < family.count()) {
          Named one = new Named.One(new Reg(family.regClass(), family.first() + number));
          names.put(name, one);
          return one;
        }
      }
    }
    return null;
  }
}
