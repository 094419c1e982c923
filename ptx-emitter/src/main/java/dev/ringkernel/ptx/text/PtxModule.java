package dev.ringkernel.ptx.text;

import dev.ringkernel.ptx.isa.PtxVersion;
import dev.ringkernel.ptx.isa.Target;
import java.util.List;

/**
 * A PTX file.
 *
 * @param version lowest language version that has all it uses
 * @param lineInfo whether the text carries {@code .file} and {@code .loc} lines
 */
public record PtxModule(
    PtxVersion version, Target target, boolean lineInfo, List<PtxFunction> functions) {
  public PtxModule {
    functions = List.copyOf(functions);
  }
}
