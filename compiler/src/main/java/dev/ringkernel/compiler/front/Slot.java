package dev.ringkernel.compiler.front;

import dev.ringkernel.ir.FunctionBuilder;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Variable;
import java.util.ArrayList;
import java.util.List;

/** The SSA variables behind a local variable, in the shape of its {@link Rep}. */
sealed interface Slot {
  record Scalar(Variable variable) implements Slot {}

  record Array(Variable pointer, Variable length, JType element) implements Slot {}

  record Struct(TypeInfo type, List<Slot> parts) implements Slot {}

  /** A slot of the shape of {@code rep}, with its value. */
  static Slot of(FunctionBuilder b, String name, Rep rep) {
    Slot slot =
        switch (rep) {
          case Rep.Scalar s -> new Scalar(b.variable(s.value().type(), name));
          case Rep.Array a ->
              new Array(
                  b.variable(a.pointer().type(), name),
                  b.variable(Type.I32, name + ".length"),
                  a.element());
          case Rep.Struct s -> {
            List<Slot> parts = new ArrayList<>();
            for (int i = 0; i < s.parts().size(); i++) {
              parts.add(of(b, name + "." + s.type().components().get(i).name(), s.parts().get(i)));
            }
            yield new Struct(s.type(), parts);
          }
          case Rep.Nothing n ->
              throw new IllegalStateException("variable " + name + " of type void");
        };
    slot.write(b, rep);
    return slot;
  }

  default Rep read(FunctionBuilder b) {
    return switch (this) {
      case Scalar s -> new Rep.Scalar(b.read(s.variable()));
      case Array a -> new Rep.Array(b.read(a.pointer()), b.read(a.length()), a.element());
      case Struct s -> new Rep.Struct(s.type(), s.parts().stream().map(p -> p.read(b)).toList());
    };
  }

  /** True when {@code rep} has this shape, memory spaces of arrays included. */
  default boolean takes(Rep rep) {
    return switch (this) {
      case Scalar s -> rep instanceof Rep.Scalar r && r.value().type() == s.variable().type();
      case Array a -> rep instanceof Rep.Array r && r.pointer().type() == a.pointer().type();
      case Struct s -> {
        if (!(rep instanceof Rep.Struct r)) {
          yield false;
        }
        for (int i = 0; i < s.parts().size(); i++) {
          if (!s.parts().get(i).takes(r.parts().get(i))) {
            yield false;
          }
        }
        yield true;
      }
    };
  }

  default void write(FunctionBuilder b, Rep rep) {
    switch (this) {
      case Scalar s -> b.write(s.variable(), ((Rep.Scalar) rep).value());
      case Array a -> {
        Rep.Array r = (Rep.Array) rep;
        b.write(a.pointer(), r.pointer());
        b.write(a.length(), r.length());
      }
      case Struct s -> {
        Rep.Struct r = (Rep.Struct) rep;
        for (int i = 0; i < s.parts().size(); i++) {
          s.parts().get(i).write(b, r.parts().get(i));
        }
      }
    }
  }
}
