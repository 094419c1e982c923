package dev.ringkernel.ptx.sim.litmus;

import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.sim.litmus.Step.AtomicUpdate;
import java.util.OptionalLong;
import java.util.function.LongBinaryOperator;

/** What the forms of {@code atom} and {@code red} write. */
final class AtomicMeaning {
  private AtomicMeaning() {}

  /**
   * The update of a form on integers.
   *
   * @throws LitmusException for floating-point, packed and vector forms
   */
  static AtomicUpdate of(PtxForm form) {
    String type = form.modifier("type").orElse("");
    String op = operation(form);
    int bits = type.length() < 2 ? 0 : Integer.parseInt(type.replaceAll("\\D.*?(\\d+).*", "$1"));
    boolean signed = type.startsWith("s");
    if (!type.matches("[bus](16|32|64)") || form.modifier("vec").isPresent()) {
      throw new LitmusException(
          "'" + form + "': litmus programs take atomics on integers of 16 to 64 bits only");
    }
    return switch (op) {
      case "cas" -> (old, in) -> old == in[0] ? OptionalLong.of(in[1]) : OptionalLong.empty();
      case "exch" -> plain((old, b) -> b);
      case "and" -> plain((old, b) -> old & b);
      case "or" -> plain((old, b) -> old | b);
      case "xor" -> plain((old, b) -> old ^ b);
      case "add" -> plain((old, b) -> old + b);
      case "inc" -> plain((old, b) -> Long.compareUnsigned(old, b) >= 0 ? 0 : old + 1);
      case "dec" -> plain((old, b) -> old == 0 || Long.compareUnsigned(old, b) > 0 ? b : old - 1);
      case "min" -> plain((old, b) -> compare(old, b, bits, signed) <= 0 ? old : b);
      case "max" -> plain((old, b) -> compare(old, b, bits, signed) >= 0 ? old : b);
      default -> throw new LitmusException("'" + form + "' is no atomic of litmus programs");
    };
  }

  private static String operation(PtxForm form) {
    return form.modifier("op")
        .orElseGet(
            () -> {
              for (String op : new String[] {"exch", "cas", "add"}) {
                if (form.modifier(op).isPresent()) {
                  return op;
                }
              }
              return "";
            });
  }

  private static AtomicUpdate plain(LongBinaryOperator op) {
    return (old, in) -> OptionalLong.of(op.applyAsLong(old, in[0]));
  }

  private static int compare(long a, long b, int bits, boolean signed) {
    return signed ? Long.compare(a << (64 - bits), b << (64 - bits)) : Long.compareUnsigned(a, b);
  }
}
