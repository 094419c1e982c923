package dev.ringkernel.ptx.text;

import dev.ringkernel.ir.Space;
import dev.ringkernel.ptx.isa.RegClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kernel entry or a device function.
 *
 * @param name its PTX name, see {@link PtxNames}
 * @param source its name in the IR; the PTX name itself where that was not made from one
 * @param kind launched from the host, or called within the module
 * @param linkage who can reach it
 * @param result the result slot of a function, or null
 * @param params its parameters
 * @param directives what stands before the body, such as {@code .maxntid 128}
 * @param variables storage declared in it, whatever the scope
 * @param registers how many registers of each class it has; they are numbered from 0 and, whatever
 *     the scope of their declaration, unique in the function
 * @param body its lines; empty where it is only declared
 */
public record PtxFunction(
    String name,
    String source,
    Kind kind,
    PtxLinkage linkage,
    @Nullable PtxParam result,
    List<PtxParam> params,
    List<PtxDirective> directives,
    List<PtxVariable> variables,
    Map<RegClass, Integer> registers,
    List<PtxLine> body) {

  /** How it is reached. */
  public enum Kind {
    /** Launched from the host. */
    ENTRY,
    /** Called within the module. */
    FUNCTION
  }

  public PtxFunction {
    params = List.copyOf(params);
    directives = List.copyOf(directives);
    variables = List.copyOf(variables);
    registers = Map.copyOf(registers);
    body = List.copyOf(body);
  }

  /** Whether its body is elsewhere. */
  public boolean isDeclaration() {
    return body.isEmpty();
  }

  /** The directive of a kind, or empty. */
  public Optional<PtxDirective> directive(PtxDirective.Kind wanted) {
    return directives.stream().filter(d -> d.kind() == wanted).findFirst();
  }

  /** Bytes of static shared memory declared in this function. */
  public long sharedBytes() {
    long end = 0;
    for (PtxVariable v : variables) {
      if (v.space() == Space.SHARED) {
        end = (end + v.align() - 1) / v.align() * v.align() + v.bytes();
      }
    }
    return end;
  }
}
