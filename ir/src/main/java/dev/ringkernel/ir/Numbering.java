package dev.ringkernel.ir;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Blocks and values numbered from 0 in the order they are printed. */
public final class Numbering {
  private final Map<Integer, Integer> blocks = new HashMap<>();
  private final Map<Value, Value> values = new HashMap<>();

  private Numbering(Function function) {
    for (Block block : function.blocks()) {
      blocks.putIfAbsent(block.id(), blocks.size());
      define(block.params());
      for (Instr instr : block.body()) {
        define(instr.results());
      }
    }
  }

  private void define(List<Value> defined) {
    for (Value v : defined) {
      values.putIfAbsent(v, new Value(values.size(), v.type()));
    }
  }

  /** The numbers of {@code function}, which may be broken. */
  static Numbering of(Function function) {
    return new Numbering(function);
  }

  /**
   * The same function, its blocks and values numbered in print order; two functions that print
   * alike become equal.
   */
  public static Function canonical(Function function) {
    Numbering n = new Numbering(function);
    Rewrite rewrite = new Rewrite(n::valueOrSelf);
    List<Block> blocks =
        function.blocks().stream()
            .map(
                b ->
                    new Block(
                        n.blockOrSelf(b.id()),
                        rewrite.values(b.params()),
                        b.body().stream().map(rewrite::instr).toList(),
                        rewrite.terminator(b.terminator(), n.edges(b.terminator(), rewrite))))
            .toList();
    return function.withBlocks(blocks);
  }

  private List<Terminator.Edge> edges(Terminator terminator, Rewrite rewrite) {
    return terminator.edges().stream()
        .map(e -> new Terminator.Edge(blockOrSelf(e.target()), rewrite.values(e.args())))
        .toList();
  }

  private Value valueOrSelf(Value v) {
    return values.getOrDefault(v, v);
  }

  private int blockOrSelf(int id) {
    return blocks.getOrDefault(id, id);
  }

  /** {@code %3}, or {@code %?17} for a value that nothing defines. */
  String name(Value v) {
    Value renamed = values.get(v);
    return renamed == null ? "%?" + v.id() : renamed.toString();
  }

  /** {@code b3}, or {@code b?17} for a block that does not exist. */
  String blockName(int id) {
    Integer renamed = blocks.get(id);
    return renamed == null ? "b?" + id : "b" + renamed;
  }
}
