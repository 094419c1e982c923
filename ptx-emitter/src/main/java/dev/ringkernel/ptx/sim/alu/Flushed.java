package dev.ringkernel.ptx.sim.alu;

import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.sim.alu.Meaning.Binary;
import dev.ringkernel.ptx.sim.alu.Meaning.Ternary;
import dev.ringkernel.ptx.sim.alu.Meaning.Unary;

/**
 * Operations with {@code .ftz} whose results can round up to the least normal number. The hardware
 * rounds as if exponents had no bound, and then flushes what is less: so a product just below the
 * least normal number, which rounding at the place of denormals would bring up to it, is zero.
 */
final class Flushed {
  private Flushed() {}

  /** Whether the instruction is one of these; sums are none, since they are exact there. */
  static boolean has(PtxForm form) {
    return switch (form.row().base()) {
      case "mul", "fma", "mad", "div", "rcp" -> true;
      default -> false;
    };
  }

  /** The meaning for flushed inputs. */
  static Meaning of(PtxForm form, Format f, Round r) {
    return switch (form.row().base()) {
      case "mul" -> (Binary) (a, b) -> round(f, r, f.decode(a) * f.decode(b));
      case "fma", "mad" ->
          (Ternary) (a, b, c) -> round(f, r, Sums.odd(r, f.decode(a) * f.decode(b), f.decode(c)));
      case "div" -> (Binary) (a, b) -> round(f, r, Sums.oddQuotient(f.decode(a), f.decode(b)));
      case "rcp" -> (Unary) a -> round(f, r, Sums.oddQuotient(1, f.decode(a)));
      default -> throw new IllegalArgumentException(form + " does not round near zero");
    };
  }

  /** Rounds and flushes a value that is exact or rounded to odd. */
  private static long round(Format f, Round r, double value) {
    long bits = f == Format.F32 && r == Round.RN ? F32.bits((float) value) : f.encode(r, value);
    long least = 1L << f.fraction();
    if (f.magnitude(bits) != least) {
      return f.flush(bits);
    }
    // Twice the value is rounded among normal numbers.
    return f.magnitude(f.encode(r, 2 * value)) < 2 * least ? f.sign(f.negative(bits)) : bits;
  }
}
