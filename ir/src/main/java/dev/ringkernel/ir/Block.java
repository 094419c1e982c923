package dev.ringkernel.ir;

import java.util.List;

/**
 * A basic block: parameters instead of phis, straight-line instructions, one terminator.
 *
 * @param id unique within the function; the entry block is the first in {@link Function#blocks()}
 */
public record Block(int id, List<Value> params, List<Instr> body, Terminator terminator) {
  public Block {
    params = List.copyOf(params);
    body = List.copyOf(body);
  }
}
