package dev.ringkernel.ir.pass;

import dev.ringkernel.ir.Block;
import dev.ringkernel.ir.ControlFlow;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Rewrite;
import dev.ringkernel.ir.Terminator;
import dev.ringkernel.ir.UnaryOp;
import dev.ringkernel.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates constants, applies identities that hold for every operand under Java's rules, decides
 * branches on constants, and prunes what becomes unreachable or trivial; repeated while blocks or
 * parameters go, at most {@value #ROUNDS} times.
 */
final class Fold {
  static final int ROUNDS = 8;

  private final Function function;
  private final ControlFlow flow;
  private final Substitution substitution = new Substitution();
  private final Map<Value, Instr> definitions = new HashMap<>();
  private final Identities identities;
  private boolean decided;

  private Fold(Function function) {
    this.function = function;
    flow = ControlFlow.of(function);
    identities = new Identities(definitions, new Fresh(function));
  }

  static Function run(Function function) {
    Function f = Pruning.run(function);
    for (int round = 0; round < ROUNDS; round++) {
      Fold fold = new Fold(f);
      Function swept = fold.sweep();
      Function next = Pruning.run(swept);
      if (!fold.decided && isSame(next, swept)) {
        return next;
      }
      f = next;
    }
    return f;
  }

  @SuppressWarnings(
      "ReferenceEquality") // Pruning returns its argument when there is nothing to prune.
  private static boolean isSame(Function a, Function b) {
    return a == b;
  }

  private Function sweep() {
    @Nullable Block[] swept = new Block[flow.size()];
    Rewrite rewrite = substitution.rewrite();
    // Definitions come before their uses in this order, but for arguments of back edges, which are
    // rewritten below.
    for (int position : flow.reversePostorder()) {
      Block b = flow.block(position);
      List<Instr> body = new ArrayList<>();
      for (Instr old : b.body()) {
        Instr instr = rewrite.instr(old);
        Value simpler = simplest(instr, body);
        if (simpler != null) {
          substitution.put(old.results().getFirst(), simpler);
        } else {
          Instr kept = instr instanceof Instr.Store s ? identities.store(s) : instr;
          body.add(kept);
          kept.results().forEach(r -> definitions.put(r, kept));
        }
      }
      swept[position] = new Block(b.id(), b.params(), body, b.terminator());
    }
    List<Block> blocks = new ArrayList<>();
    for (Block b : swept) {
      if (b != null) {
        blocks.add(
            new Block(b.id(), b.params(), b.body(), decide(rewrite.terminator(b.terminator()))));
      }
    }
    return function.withBlocks(blocks);
  }

  /** What stands for {@code instr}, simplified in its turn; null to keep it. */
  private @Nullable Value simplest(Instr instr, List<Instr> body) {
    Value best = null;
    Instr candidate = instr;
    while (candidate != null) {
      int before = body.size();
      Value simpler = identities.simplify(candidate, body);
      for (Instr made : body.subList(before, body.size())) {
        made.results().forEach(r -> definitions.put(r, made));
      }
      best = simpler == null ? best : simpler;
      boolean isNew =
          simpler != null && body.size() > before && body.getLast().results().contains(simpler);
      candidate = isNew ? body.getLast() : null;
    }
    return best;
  }

  private Terminator decide(Terminator t) {
    return switch (t) {
      case Terminator.Branch b -> {
        if (b.ifTrue().equals(b.ifFalse())) {
          decided = true;
          yield new Terminator.Jump(b.ifTrue(), b.span());
        }
        Instr condition = definitions.get(b.condition());
        if (condition instanceof Instr.Const c) {
          decided = true;
          yield new Terminator.Jump(c.bits() != 0 ? b.ifTrue() : b.ifFalse(), b.span());
        }
        if (condition instanceof Instr.Unary u && u.op() == UnaryOp.NOT) {
          decided = true;
          Terminator.Likely likely =
              switch (b.likely()) {
                case UNKNOWN -> Terminator.Likely.UNKNOWN;
                case TRUE -> Terminator.Likely.FALSE;
                case FALSE -> Terminator.Likely.TRUE;
              };
          yield new Terminator.Branch(u.a(), b.ifFalse(), b.ifTrue(), likely, b.span());
        }
        yield b;
      }
      case Terminator.Switch s -> {
        if (s.cases().isEmpty()) {
          decided = true;
          yield new Terminator.Jump(s.otherwise(), s.span());
        }
        if (definitions.get(s.selector()) instanceof Instr.Const c) {
          decided = true;
          Terminator.Edge taken =
              s.cases().stream()
                  .filter(k -> k.value() == c.bits())
                  .map(Terminator.Case::edge)
                  .findFirst()
                  .orElse(s.otherwise());
          yield new Terminator.Jump(taken, s.span());
        }
        yield s;
      }
      case Terminator.Jump j -> j;
      case Terminator.Return r -> r;
      case Terminator.Fault f -> f;
      case Terminator.Unreachable u -> u;
    };
  }
}
