package dev.ringkernel.ptx.text;

import dev.ringkernel.ptx.isa.PtxVersion;
import dev.ringkernel.ptx.isa.Target;
import java.util.List;
import java.util.Optional;

/**
 * A PTX file.
 *
 * @param version lowest language version that has all it uses
 * @param lineInfo whether the text carries {@code .file} and {@code .loc} lines
 * @param variables of the module, in textual order
 * @param functions those only declared first, then in textual order
 * @param aliases other names of functions
 */
public record PtxModule(
    PtxVersion version,
    Target target,
    boolean lineInfo,
    List<PtxVariable> variables,
    List<PtxFunction> functions,
    List<PtxAlias> aliases) {

  public PtxModule {
    variables = List.copyOf(variables);
    functions = List.copyOf(functions);
    aliases = List.copyOf(aliases);
  }

  /** A module of functions alone. */
  public PtxModule(
      PtxVersion version, Target target, boolean lineInfo, List<PtxFunction> functions) {
    this(version, target, lineInfo, List.of(), functions, List.of());
  }

  /** The function of this PTX name, or empty. */
  public Optional<PtxFunction> function(String name) {
    return functions.stream().filter(f -> f.name().equals(name)).findFirst();
  }

  /** The module's variable of this name, or empty. */
  public Optional<PtxVariable> variable(String name) {
    return variables.stream().filter(v -> v.name().equals(name)).findFirst();
  }
}
