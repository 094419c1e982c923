package dev.ringkernel.compiler.pipeline;

import dev.ringkernel.compiler.front.SourceUnit;
import dev.ringkernel.compiler.front.TypeIndex;
import dev.ringkernel.ptx.isa.Target;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What to compile, for what.
 *
 * @param index all types that can be named; holds {@code units}
 * @param units the files whose classes are compiled; others are only read
 * @param runtime the device runtime on the compilation class path, or null where there is none
 * @param targets one PTX each, in this order
 * @param dumps stages to keep: {@code ir}, names of passes, {@code ptx}
 * @param watcher told of each long step before it begins, such as {@code linking a.Counter}
 * @param cache where linked PTX may be found; not asked when there are dumps
 */
public record CompileRequest(
    TypeIndex index,
    List<SourceUnit> units,
    @Nullable LoadedRuntime runtime,
    List<Target> targets,
    Set<String> dumps,
    Consumer<String> watcher,
    PtxCache cache) {
  /** Where no target is named: Hopper, the architecture that the project is measured on. */
  public static final List<Target> DEFAULT_TARGETS = List.of(Target.parse("sm_90"));

  public CompileRequest {
    units = List.copyOf(units);
    targets = List.copyOf(new LinkedHashSet<>(targets));
    dumps = Set.copyOf(dumps);
  }

  /** A request without dumps, watcher and cache. */
  public CompileRequest(
      TypeIndex index,
      List<SourceUnit> units,
      @Nullable LoadedRuntime runtime,
      List<Target> targets) {
    this(index, units, runtime, targets, Set.of(), step -> {}, PtxCache.NONE);
  }
}
