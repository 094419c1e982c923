package dev.ringkernel.ir.pass;

import dev.ringkernel.ir.Block;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Value;

/** Makes values and block ids that a function does not use yet. */
final class Fresh {
  private int nextValue;
  private int nextBlock;

  Fresh(Function function) {
    for (Block block : function.blocks()) {
      nextBlock = Math.max(nextBlock, block.id() + 1);
      block.params().forEach(this::used);
      for (Instr instr : block.body()) {
        instr.results().forEach(this::used);
      }
    }
  }

  private void used(Value v) {
    nextValue = Math.max(nextValue, v.id() + 1);
  }

  Value value(Type type) {
    return new Value(nextValue++, type);
  }

  int block() {
    return nextBlock++;
  }
}
