package dev.ringkernel.ir.pass;

import static dev.ringkernel.ir.pass.Pass.of;
import static dev.ringkernel.ir.pass.Pass.ofFunctions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All passes and the orders in which they run. The orders are checked against the rows when this
 * class is loaded.
 */
public final class PassTable {
  // @formatter:off
  /** One row a pass: name, what it does, what must come before it. */
  public static final List<Pass> ROWS = List.of(
      of("inline",          "puts function bodies in the place of their calls",               List.of(),                        Inline::run),
      of("drop-unused",     "removes helpers that nothing calls",                             List.of("inline"),                Inline::dropUnused),
      of("insert-polls",    "makes loops of handlers stoppable",                              List.of("inline", "fold"),        InsertPolls::run),
      of("lower-faults",    "turns faults into returns, fault words and barriers",            List.of("inline", "insert-polls"), LowerFaults::run),
      ofFunctions("fold",   "constants, identities, decided branches, trivial parameters",    List.of(),                        Fold::run),
      ofFunctions("gvn",    "computes and loads a value once",                                List.of(),                        ValueNumbering::run),
      ofFunctions("dce",    "removes what has no effect",                                     List.of(),                        DeadCode::run),
      ofFunctions("merge-blocks", "joins blocks and redirects jumps to jumps",                List.of(),                        MergeBlocks::run));

  /** From a front end to {@code kernel.ir}: helpers inlined, faults still faults. */
  public static final List<Pass> COMPILE = order("inline", "drop-unused", "merge-blocks", "fold", "gvn", "fold", "dce", "merge-blocks");

  /** From {@code kernel.ir} to selection, for kernels that need no linking. */
  public static final List<Pass> KERNEL = order("lower-faults", "fold", "gvn", "dce", "merge-blocks");

  /** On handlers in {@code kernel.ir}, when a system is linked and before they are inlined. */
  public static final List<Pass> HANDLERS = order("insert-polls", "lower-faults");

  /** On a linked system, before what became unused is dropped. */
  public static final List<Pass> CALLS = order("inline");

  /** On a linked and inlined system, to selection. */
  public static final List<Pass> SYSTEM = order("merge-blocks", "fold", "lower-faults", "gvn", "dce", "merge-blocks");
  // @formatter:on

  private PassTable() {}

  /** The pass with this name. */
  public static Pass row(String name) {
    return ROWS.stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> {
              String known = String.join(", ", ROWS.stream().map(Pass::name).toList());
              return new IllegalArgumentException(
                  "no pass is named " + name + "; there are " + known);
            });
  }

  /**
   * The passes with these names, in this order.
   *
   * @throws IllegalArgumentException if one is unknown, or comes only after another that must
   *     follow it
   */
  public static List<Pass> order(String... names) {
    Map<String, Integer> first = new LinkedHashMap<>();
    List<Pass> passes = new ArrayList<>();
    for (String name : names) {
      first.putIfAbsent(name, passes.size());
      passes.add(row(name));
    }
    Set<String> done = new HashSet<>();
    for (Pass p : passes) {
      for (String before : p.after()) {
        if (first.containsKey(before) && !done.contains(before)) {
          throw new IllegalArgumentException("pass " + p.name() + " must run after " + before);
        }
      }
      done.add(p.name());
    }
    return List.copyOf(passes);
  }
}
