package dev.ringkernel.compiler.front;

import dev.ringkernel.ir.Space;
import dev.ringkernel.ir.Value;
import java.util.ArrayList;
import java.util.List;

/** How a Java value is held in SSA values. */
sealed interface Rep {
  /** All SSA values, in declaration order. */
  default List<Value> values() {
    List<Value> all = new ArrayList<>();
    collect(this, all);
    return all;
  }

  private static void collect(Rep rep, List<Value> into) {
    switch (rep) {
      case Scalar s -> into.add(s.value());
      case Array a -> {
        into.add(a.pointer());
        into.add(a.length());
      }
      case Struct s -> s.parts().forEach(p -> collect(p, into));
      case Nothing n -> {}
    }
  }

  /** A primitive, an enum's ordinal, or the id of an actor reference. */
  record Scalar(Value value) implements Rep {}

  /** Address of the first element and number of elements. */
  record Array(Value pointer, Value length, JType element) implements Rep {
    Space space() {
      return pointer.type().space();
    }
  }

  /** A record as its components. */
  record Struct(TypeInfo type, List<Rep> parts) implements Rep {
    public Struct {
      parts = List.copyOf(parts);
    }
  }

  /** What a void method gives. */
  record Nothing() implements Rep {}
}
