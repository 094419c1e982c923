package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.SimCode.Function;
import dev.ringkernel.ptx.text.PtxFunction;
import dev.ringkernel.ptx.text.PtxLine;
import dev.ringkernel.ptx.text.PtxOperand;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How much local memory a thread needs: exactly, where the calls are known and do not recur; else
 * what is known and the stack that the options give.
 */
final class StackDepth {
  private final Map<Integer, PtxFunction> functions;
  private final Map<Integer, Function> placed;
  private final Symbols symbols;
  private final Map<Integer, Integer> known = new HashMap<>();
  private final Set<Integer> open = new HashSet<>();
  private boolean unbounded;

  StackDepth(Map<Integer, PtxFunction> functions, Map<Integer, Function> placed, Symbols symbols) {
    this.functions = functions;
    this.placed = placed;
    this.symbols = symbols;
  }

  int bytes(int stackBytes) {
    int deepest = 0;
    for (Integer number : functions.keySet()) {
      deepest = Math.max(deepest, from(number));
    }
    int bytes = deepest + (unbounded ? stackBytes : 0);
    // Multiples keep every thread's frames aligned as they are in the first.
    return (bytes + 255) / 256 * 256;
  }

  /** As {@link #from}, with what it may take to align the frame behind that of a caller. */
  private int aligned(Integer number) {
    Function where = placed.get(number);
    return from(number) + (where == null ? 0 : where.frameAlign);
  }

  /** Bytes from the start of a function's frame to the end of the deepest that it reaches. */
  private int from(Integer number) {
    Integer done = known.get(number);
    if (done != null) {
      return done;
    }
    if (!open.add(number)) {
      unbounded = true;
      return 0;
    }
    PtxFunction f = functions.get(number);
    Function where = placed.get(number);
    if (f == null || where == null) {
      throw new IllegalStateException("function " + number + " was not placed");
    }
    int deepest = 0;
    for (PtxLine line : f.body()) {
      if (line instanceof PtxLine.Call c) {
        if (c.callee() instanceof PtxOperand.Sym name) {
          Integer callee = symbols.number(name.text());
          deepest = Math.max(deepest, callee == null ? 0 : aligned(callee));
        } else {
          unbounded = true;
        }
      } else if (line instanceof PtxLine.Instr i && i.form().row().base().equals("alloca")) {
        unbounded = true;
      }
    }
    open.remove(number);
    int bytes = where.frameBytes + deepest;
    known.put(number, bytes);
    return bytes;
  }
}
