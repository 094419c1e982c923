package dev.ringkernel.ir.pass;

import dev.ringkernel.ir.Block;
import dev.ringkernel.ir.Effects;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Span;
import dev.ringkernel.ir.Terminator;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Value;
import java.util.ArrayList;
import java.util.List;

/** The blocks of a function that is rewritten, one after the other, and those out of the way. */
final class BlockWriter {
  final Fresh fresh;
  private final List<Block> blocks = new ArrayList<>();
  private final List<Block> aside = new ArrayList<>();
  private List<Instr> body = new ArrayList<>();
  private List<Value> params = List.of();
  private int id;

  BlockWriter(Fresh fresh) {
    this.fresh = fresh;
  }

  /** Begins a block; the one before has ended. */
  void start(int block, List<Value> parameters) {
    id = block;
    params = parameters;
    body = new ArrayList<>();
  }

  void add(Instr instr) {
    body.add(instr);
  }

  Value constant(Type type, long bits, Span span) {
    Instr.Const c = new Instr.Const(fresh.value(type), bits, span);
    body.add(c);
    return c.result();
  }

  Value intrinsic(Type result, String spelling, List<Value> operands, Effects effects, Span span) {
    Value v = fresh.value(result);
    body.add(new Instr.Intrinsic(List.of(v), spelling, operands, effects, span));
    return v;
  }

  /** Ends the block. */
  void end(Terminator terminator) {
    blocks.add(new Block(id, params, body, terminator));
  }

  /** Ends the block, which is put after all others. */
  void endAside(Terminator terminator) {
    aside.add(new Block(id, params, body, terminator));
  }

  /** A whole block after all others, in the midst of another; returns the way there. */
  Terminator.Edge aside(List<Instr> instrs, Terminator terminator) {
    int block = fresh.block();
    aside.add(new Block(block, List.of(), instrs, terminator));
    return new Terminator.Edge(block, List.of());
  }

  /** All of them, in the order they are to have. */
  List<Block> blocks() {
    List<Block> all = new ArrayList<>(blocks);
    all.addAll(aside);
    return all;
  }
}
