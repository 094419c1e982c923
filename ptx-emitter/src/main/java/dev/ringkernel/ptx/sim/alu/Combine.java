package dev.ringkernel.ptx.sim.alu;

import dev.ringkernel.ptx.sim.alu.Meaning.Binary;
import dev.ringkernel.ptx.sim.alu.Meaning.Quaternary;
import dev.ringkernel.ptx.sim.alu.Meaning.Quinary;
import dev.ringkernel.ptx.sim.alu.Meaning.Ternary;
import dev.ringkernel.ptx.sim.alu.Meaning.Unary;

/** Builds meanings from meanings. */
final class Combine {
  private Combine() {}

  /** {@code f} after {@code in} was applied to each input. */
  static Meaning before(Unary in, Meaning f) {
    return switch (f) {
      case Unary g -> (Unary) a -> g.of(in.of(a));
      case Binary g -> (Binary) (a, b) -> g.of(in.of(a), in.of(b));
      case Ternary g -> (Ternary) (a, b, c) -> g.of(in.of(a), in.of(b), in.of(c));
      case Quaternary g ->
          (Quaternary) (a, b, c, d) -> g.of(in.of(a), in.of(b), in.of(c), in.of(d));
      case Quinary g ->
          (Quinary) (a, b, c, d, e) -> g.of(in.of(a), in.of(b), in.of(c), in.of(d), in.of(e));
    };
  }

  /** {@code out} of the result of {@code f}. */
  static Meaning after(Meaning f, Unary out) {
    return switch (f) {
      case Unary g -> (Unary) a -> out.of(g.of(a));
      case Binary g -> (Binary) (a, b) -> out.of(g.of(a, b));
      case Ternary g -> (Ternary) (a, b, c) -> out.of(g.of(a, b, c));
      case Quaternary g -> (Quaternary) (a, b, c, d) -> out.of(g.of(a, b, c, d));
      case Quinary g -> (Quinary) (a, b, c, d, e) -> out.of(g.of(a, b, c, d, e));
    };
  }

  /** {@code f} on the low and on the high half of each input; a half has {@code width} bits. */
  static Meaning pair(int width, Meaning f) {
    return switch (f) {
      case Unary g -> (Unary) a -> g.of(a) | g.of(a >>> width) << width;
      case Binary g -> (Binary) (a, b) -> g.of(a, b) | g.of(a >>> width, b >>> width) << width;
      case Ternary g ->
          (Ternary)
              (a, b, c) -> g.of(a, b, c) | g.of(a >>> width, b >>> width, c >>> width) << width;
      case Quaternary g ->
          (Quaternary)
              (a, b, c, d) ->
                  g.of(a, b, c, d)
                      | g.of(a >>> width, b >>> width, c >>> width, d >>> width) << width;
      case Quinary g ->
          (Quinary)
              (a, b, c, d, e) ->
                  g.of(a, b, c, d, e)
                      | g.of(a >>> width, b >>> width, c >>> width, d >>> width, e >>> width)
                          << width;
    };
  }
}
