package dev.ringkernel.ptx.text;

import dev.ringkernel.ir.Space;
import dev.ringkernel.ptx.isa.PtxType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Static storage, declared in a module or in a function. It is always an array of scalars: several
 * dimensions and vectors are laid flat, since only bytes count.
 *
 * @param space {@link Space#GLOBAL}, {@link Space#CONST}, {@link Space#SHARED} or {@link
 *     Space#LOCAL}
 * @param linkage who can reach it
 * @param managed whether the driver keeps it reachable from the host
 * @param align alignment in bytes, a power of two
 * @param type of an element
 * @param name unique within the module, or for a variable of a function within that
 * @param elements how many; 0 where the size is not stated, as for shared memory that the launch
 *     gives
 * @param init values of the first elements; the others are zero
 */
public record PtxVariable(
    Space space,
    PtxLinkage linkage,
    boolean managed,
    int align,
    PtxType type,
    String name,
    long elements,
    List<PtxInit> init) {

  public PtxVariable {
    init = List.copyOf(init);
  }

  /** Bytes of a function. */
  public PtxVariable(Space space, String name, int align, int bytes) {
    this(space, PtxLinkage.MODULE, false, align, PtxType.B8, name, bytes, List.of());
  }

  /** Its size in bytes; 0 where none is stated. */
  public long bytes() {
    return elements * (type.bits() / 8);
  }

  /** Whether it is the shared memory whose size the launch states. */
  public boolean isDynamicShared() {
    return space == Space.SHARED && linkage == PtxLinkage.EXTERN && elements == 0;
  }

  /** The declaration without semicolon. */
  public String text() {
    StringBuilder out = new StringBuilder(linkage.prefix());
    out.append('.').append(space.text());
    out.append(managed ? " .attribute(.managed)" : "");
    out.append(" .align ").append(align).append(" .").append(type.ptxName());
    out.append(' ').append(name).append('[').append(elements == 0 ? "" : elements).append(']');
    if (!init.isEmpty()) {
      out.append(" = {");
      out.append(init.stream().map(PtxInit::text).collect(Collectors.joining(", "))).append('}');
    }
    return out.toString();
  }
}
