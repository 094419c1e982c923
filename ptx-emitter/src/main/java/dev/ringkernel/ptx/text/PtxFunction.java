package dev.ringkernel.ptx.text;

import dev.ringkernel.ptx.isa.RegClass;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kernel entry or a device function.
 *
 * @param name its PTX name, see {@link PtxNames}
 * @param source its name in the IR
 * @param linkage entry, function, or a function that is only declared
 * @param result the result slot of a function, or null
 * @param params its parameters
 * @param directives performance directives of an entry, such as {@code .maxntid 128}
 * @param variables local and shared storage
 * @param registers how many registers of each class it declares
 * @param body its lines; empty where it is only declared
 */
public record PtxFunction(
    String name,
    String source,
    Linkage linkage,
    @Nullable PtxParam result,
    List<PtxParam> params,
    List<String> directives,
    List<PtxVariable> variables,
    Map<RegClass, Integer> registers,
    List<PtxLine> body) {

  /** Who can reach it. */
  public enum Linkage {
    /** Launched from the host. */
    ENTRY,
    /** Called within the module. */
    FUNCTION,
    /** Called within the module, defined elsewhere. */
    EXTERN
  }

  public PtxFunction {
    params = List.copyOf(params);
    directives = List.copyOf(directives);
    variables = List.copyOf(variables);
    registers = Map.copyOf(registers);
    body = List.copyOf(body);
  }

  /** Bytes of static shared memory declared in this function. */
  public int sharedBytes() {
    int end = 0;
    for (PtxVariable v : variables) {
      if (v.space() == dev.ringkernel.ir.Space.SHARED) {
        end = (end + v.align() - 1) / v.align() * v.align() + v.bytes();
      }
    }
    return end;
  }
}
