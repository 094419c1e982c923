package dev.ringkernel.compiler.front;

import dev.ringkernel.compiler.front.JType.ArrayType;
import dev.ringkernel.ir.CompareOp;
import dev.ringkernel.ir.FunctionBuilder;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Value;
import dev.ringkernel.ptx.pack.Layout;
import dev.ringkernel.ptx.pack.LayoutField;
import dev.ringkernel.ptx.pack.WireType;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes values at their place in a layout. */
final class LayoutAccess {
  private final FunctionContext f;
  private final FunctionBuilder b;
  private final ValueTypes types;

  LayoutAccess(FunctionContext f) {
    this.f = f;
    this.b = f.b;
    this.types = f.module.types;
  }

  /**
   * The value of {@code type} at the leaves called {@code name} (dotted below it); arrays stay
   * where they are.
   */
  Rep load(Value pointer, Layout layout, String name, JType type) {
    if (type instanceof ArrayType a) {
      LayoutField leaf = Layouts.leaf(layout, name);
      return new Rep.Array(b.ptrAdd(pointer, leaf.offset()), b.iconst(leaf.count()), a.element());
    }
    TypeInfo record = types.record(type);
    if (record != null) {
      List<Rep> parts = new ArrayList<>();
      for (FieldInfo c : record.components()) {
        parts.add(
            load(pointer, layout, name.isEmpty() ? c.name() : name + "." + c.name(), c.type()));
      }
      return new Rep.Struct(record, parts);
    }
    LayoutField leaf = Layouts.leaf(layout, name);
    return new Rep.Scalar(Conversions.load(b, pointer, leaf.offset(), leaf.wireType()));
  }

  /**
   * Stores a value at its leaves. An array's elements are copied; one of another length than its
   * capacity is a fault.
   */
  void store(Value pointer, Layout layout, String name, Rep value) {
    switch (value) {
      case Rep.Scalar s -> {
        LayoutField leaf = Layouts.leaf(layout, name);
        Conversions.store(b, pointer, leaf.offset(), leaf.wireType(), s.value());
      }
      case Rep.Struct s -> {
        for (int i = 0; i < s.parts().size(); i++) {
          String part = s.type().components().get(i).name();
          store(pointer, layout, name.isEmpty() ? part : name + "." + part, s.parts().get(i));
        }
      }
      case Rep.Array a -> copy(a, pointer, Layouts.leaf(layout, name));
      case Rep.Nothing n -> throw new IllegalStateException("void stored at " + name);
    }
  }

  private void copy(Rep.Array from, Value pointer, LayoutField to) {
    f.faultIf(
        b.compare(CompareOp.NE, from.length(), b.iconst(to.count())),
        dev.ringkernel.ir.FaultKind.INDEX);
    WireType type = to.wireType();
    Value target = b.ptrAdd(pointer, to.offset());
    f.countedLoop(
        to.count(),
        i -> {
          Value v = b.load(type.irType(), b.ptrAdd(from.pointer(), i, type.bytes(), 0), 0);
          b.store(b.ptrAdd(target, i, type.bytes(), 0), 0, v);
        });
  }

  /** Stores zeros over the 8-byte words of a message that its fields do not cover wholly. */
  void clearPadding(Value pointer, Layout layout) {
    int[] covered = new int[layout.size() / 8];
    for (LayoutField leaf : layout.fields()) {
      for (int at = leaf.offset(); at < leaf.offset() + leaf.bytes(); at++) {
        covered[at / 8]++;
      }
    }
    for (int word = 0; word < covered.length; word++) {
      if (covered[word] < 8) {
        b.store(pointer, word * 8L, b.constant(Type.I64, 0));
      }
    }
  }
}
