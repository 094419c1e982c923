package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.SimCode.Function;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which registers of a function are read later, at each of its heads. */
final class Liveness {
  private final Op[] ops;
  private final Blocks blocks;
  private final Map<Integer, BitSet> atHead = new HashMap<>();

  /** Registers that some instruction writes; the others are constants. */
  final BitSet written = new BitSet();

  private Liveness(Op[] ops, Blocks blocks) {
    this.ops = ops;
    this.blocks = blocks;
  }

  static Liveness of(Op[] ops, Blocks blocks, Function f) {
    Liveness live = new Liveness(ops, blocks);
    Map<Integer, List<Integer>> before = new HashMap<>();
    BitSet work = new BitSet();
    for (int pc = f.start; pc < f.end; pc++) {
      live.written.or(Operands.of(ops[pc]).writes);
      if (blocks.heads[pc] != null) {
        live.atHead.put(pc, new BitSet());
        work.set(pc);
        int last = blocks.end(pc) - 1;
        for (int next : Blocks.next(ops[last], last)) {
          before.computeIfAbsent(next, n -> new ArrayList<>()).add(pc);
        }
      }
    }
    // Later blocks first: what is read flows backwards.
    for (int head = work.length() - 1; head >= 0; head = work.length() - 1) {
      work.clear(head);
      BitSet in = live.inBlock(head)[0];
      if (!in.equals(live.at(head))) {
        live.atHead.put(head, in);
        for (int b : before.getOrDefault(head, List.of())) {
          work.set(b);
        }
      }
    }
    return live;
  }

  /** At a head. */
  BitSet at(int head) {
    BitSet live = atHead.get(head);
    if (live == null) {
      throw new IllegalStateException("no block starts at " + head);
    }
    return live;
  }

  /** Before each instruction of the block, and behind the last. */
  BitSet[] inBlock(int head) {
    int end = blocks.end(head);
    BitSet[] live = new BitSet[end - head + 1];
    BitSet now = new BitSet();
    for (int next : Blocks.next(ops[end - 1], end - 1)) {
      now.or(at(next));
    }
    live[end - head] = now;
    for (int pc = end - 1; pc >= head; pc--) {
      now = (BitSet) now.clone();
      Operands operands = Operands.of(ops[pc]);
      if (!(ops[pc] instanceof Guarded)) {
        now.andNot(operands.writes);
      }
      now.or(operands.reads);
      live[pc - head] = now;
    }
    return live;
  }
}
