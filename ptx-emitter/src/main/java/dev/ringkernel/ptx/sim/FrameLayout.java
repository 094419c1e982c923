package dev.ringkernel.ptx.sim;

import dev.ringkernel.ir.Space;
import dev.ringkernel.ptx.sim.SimCode.Slot;
import dev.ringkernel.ptx.text.PtxFunction;
import dev.ringkernel.ptx.text.PtxLine;
import dev.ringkernel.ptx.text.PtxParam;
import dev.ringkernel.ptx.text.PtxVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the local memory of a function lies in its frame: its variables, its own parameters and
 * result, and the slots of its calls, which share their place between scopes.
 */
final class FrameLayout {
  private final Map<String, Slot> variables = new HashMap<>();
  private final Map<String, Slot> own = new HashMap<>();
  private final List<Slot> params = new ArrayList<>();
  private @Nullable Slot result;

  /** For each line with a slot, where it lies. */
  private final Map<Integer, Slot> slots = new HashMap<>();

  /** Local memory of a thread, on every architecture. */
  private static final int MOST = 512 << 10;

  private int end;
  private int most;
  private int align = 16;

  private FrameLayout() {}

  static FrameLayout of(PtxFunction f) {
    FrameLayout layout = new FrameLayout();
    for (PtxVariable v : f.variables()) {
      if (v.space() == Space.LOCAL) {
        layout.variables.put(v.name(), layout.add(v.align(), v.bytes()));
      }
    }
    if (f.kind() == PtxFunction.Kind.FUNCTION) {
      for (PtxParam p : f.params()) {
        Slot slot = layout.add(p.alignment(), p.size());
        layout.own.put(p.name(), slot);
        layout.params.add(slot);
      }
      PtxParam result = f.result();
      if (result != null) {
        Slot slot = layout.add(result.alignment(), result.size());
        layout.own.put(result.name(), slot);
        layout.result = slot;
      }
    }
    List<Integer> scopes = new ArrayList<>();
    for (int i = 0; i < f.body().size(); i++) {
      switch (f.body().get(i)) {
        case PtxLine.Brace b -> {
          if (b.opens()) {
            scopes.add(layout.end);
          } else {
            layout.end = scopes.removeLast();
          }
        }
        case PtxLine.Slot s ->
            layout.slots.put(i, layout.add(s.param().alignment(), s.param().size()));
        default -> {}
      }
    }
    return layout;
  }

  private Slot add(int alignment, long bytes) {
    align = Math.max(align, alignment);
    int start = (end + alignment - 1) / alignment * alignment;
    if (bytes > MOST - start - align) {
      throw new SimException(
          SimException.Reason.OUT_OF_RESOURCES,
          "A thread has no "
              + bytes
              + " bytes of local memory for a variable behind "
              + start
              + " others, only "
              + MOST
              + " in all.");
    }
    end = start + (int) bytes;
    most = Math.max(most, end);
    return new Slot(start, (int) bytes);
  }

  /** Size of the frame, a multiple of its alignment. */
  int bytes() {
    return (most + align - 1) / align * align;
  }

  int align() {
    return align;
  }

  List<Slot> params() {
    return params;
  }

  @Nullable Slot result() {
    return result;
  }

  /** A local variable, or null. */
  @Nullable Slot variable(String name) {
    return variables.get(name);
  }

  /** An own parameter or result, or null. */
  @Nullable Slot own(String name) {
    return own.get(name);
  }

  /** The slot that line {@code index} declares. */
  Slot slot(int index) {
    Slot slot = slots.get(index);
    if (slot == null) {
      throw new IllegalStateException("line " + index + " declares no slot");
    }
    return slot;
  }
}
