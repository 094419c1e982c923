package dev.ringkernel.ptx.sim.alu;

import dev.ringkernel.ptx.sim.alu.Meaning.Binary;

/** The operations that join two predicates. */
final class BoolOp {
  private BoolOp() {}

  static Binary of(String name) {
    return switch (name) {
      case "and" -> (a, b) -> a & b;
      case "or" -> (a, b) -> a | b;
      case "xor" -> (a, b) -> a ^ b;
      default -> throw new IllegalArgumentException("'" + name + "' joins no predicates");
    };
  }
}
