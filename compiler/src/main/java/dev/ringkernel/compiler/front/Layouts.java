package dev.ringkernel.compiler.front;

import static dev.ringkernel.compiler.diag.DiagnosticCode.*;

import com.github.javaparser.ast.Node;
import dev.ringkernel.compiler.diag.DiagnosticCode;
import dev.ringkernel.compiler.front.JType.ArrayType;
import dev.ringkernel.ptx.pack.Layout;
import dev.ringkernel.ptx.pack.LayoutField;
import dev.ringkernel.ptx.pack.WireLayout;
import dev.ringkernel.ptx.pack.WireLayout.Component;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Layouts of messages and actor state, with the complaints about what cannot be laid out. */
final class Layouts {
  /** 16 lines of a slot: 32 bytes in the first, 56 in each other (docs/decisions/001). */
  static final int MAX_MESSAGE = 32 + 15 * 56;

  /** A field of state may take this much. */
  static final int MAX_STATE = 1 << 24;

  private final ValueTypes types;
  private final Diagnostics diagnostics;
  private final Map<String, Layout> messages = new HashMap<>();

  Layouts(ValueTypes types, Diagnostics diagnostics) {
    this.types = types;
    this.diagnostics = diagnostics;
  }

  /**
   * The wire layout of a message record; null when it has none, which is then reported in the
   * record's source, or at {@code use} where the record has no source.
   */
  @Nullable Layout message(TypeInfo record, SourceFile file, Node use) {
    Layout known = messages.get(record.binaryName());
    if (known != null) {
      return known;
    }
    if (!record.isRecord() || record.annotation(KnownTypes.RING_MESSAGE) == null) {
      diagnostics.report(NOT_A_MESSAGE, file, use, record.type().text());
      return null;
    }
    List<Component> components =
        components(record, record.components(), MESSAGE_COMPONENT, file, use);
    if (components == null) {
      return null;
    }
    Layout layout = WireLayout.of(record.binaryName(), components);
    if (layout.size() > MAX_MESSAGE) {
      tooLarge(record, layout.size(), MAX_MESSAGE, file, use);
      return null;
    }
    messages.put(record.binaryName(), layout);
    return layout;
  }

  /** The layout of an actor's fields; null when a field cannot be laid out. */
  @Nullable Layout state(TypeInfo actor, SourceFile file, Node use) {
    List<FieldInfo> fields = actor.fields().stream().filter(f -> !f.isStatic()).toList();
    List<Component> components = components(actor, fields, STATE_FIELD, file, use);
    return components == null ? null : WireLayout.of(actor.binaryName(), components);
  }

  private void tooLarge(TypeInfo type, long bytes, long most, SourceFile file, Node use) {
    SourceFile at = type.file() == null ? file : type.file();
    Node place = type.declaration() == null ? use : type.declaration().getName();
    diagnostics.report(
        TOO_LARGE, at, place, type.type().text(), Long.toString(bytes), Long.toString(most));
  }

  private @Nullable List<Component> components(
      TypeInfo owner, List<FieldInfo> fields, DiagnosticCode wrong, SourceFile file, Node use) {
    SourceFile at = owner.file() == null ? file : owner.file();
    List<Component> all = new ArrayList<>();
    boolean ok = true;
    if (owner.isRecord() && hasOwnCode(owner)) {
      diagnostics.report(
          MESSAGE_MEMBERS,
          at,
          owner.declaration() == null ? use : owner.declaration(),
          owner.type().text());
      return null;
    }
    for (FieldInfo f : fields) {
      Node place = f.declaration() == null || owner.file() == null ? use : f.declaration();
      JType type = f.type();
      int count = 0;
      if (type instanceof ArrayType a) {
        Annotated capacity = f.annotation(KnownTypes.CAPACITY);
        count = capacity == null ? 0 : capacity.integer("value", 0);
        if (count < 1) {
          diagnostics.report(CAPACITY, at, place, f.name());
          ok = false;
          continue;
        }
        type = a.element();
      }
      TypeInfo record = types.record(type);
      if (types.wire(type) != null) {
        long bytes = (long) Objects.requireNonNull(types.wire(type)).bytes() * Math.max(1, count);
        if (bytes > MAX_STATE) {
          tooLarge(owner, bytes, MAX_STATE, file, use);
          ok = false;
          continue;
        }
        all.add(new Component.Leaf(f.name(), types.wireText(type), count));
      } else if (record != null && count == 0) {
        List<Component> nested = components(record, record.components(), wrong, at, place);
        ok &= nested != null;
        if (nested != null) {
          all.add(new Component.Nested(f.name(), nested, 0));
        }
      } else {
        diagnostics.report(wrong, at, place, f.name(), f.type().text());
        ok = false;
      }
    }
    return ok ? all : null;
  }

  /** True when a constructor or an accessor of a record is written out. */
  static boolean hasOwnCode(TypeInfo record) {
    return record.ownRecordCode()
        || SourceTypes.hasOwnConstructor(record)
        || record.methods().stream()
            .anyMatch(
                m ->
                    m.declaration() != null
                        && m.params().isEmpty()
                        && record.components().stream().anyMatch(c -> c.name().equals(m.name())));
  }

  /** A leaf of a layout by its dotted name. */
  static LayoutField leaf(Layout layout, String name) {
    return layout
        .field(name)
        .orElseThrow(
            () ->
                new IllegalStateException("layout of " + layout.name() + " has no field " + name));
  }
}
