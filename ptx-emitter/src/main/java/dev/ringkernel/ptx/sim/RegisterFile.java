package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.isa.RegClass;
import dev.ringkernel.ptx.text.PtxFunction;
import dev.ringkernel.ptx.text.PtxOperand;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The registers of a function, one array for all classes; behind them the constants of its text,
 * the carry flag, and places for results that nobody wants. A {@code b128} register is two, the low
 * one first.
 */
final class RegisterFile {
  /** What registers hold before they are written: odd in every width, but for predicates. */
  private static final long RUBBISH = 0x5bad5bad5bad5badL;

  private final Map<RegClass, Integer> starts = new EnumMap<>(RegClass.class);
  private final Map<Long, Integer> constants = new HashMap<>();
  private final Map<Integer, Long> values = new HashMap<>();
  private final long[] rubbish;
  private int end;
  private int carry = -1;

  RegisterFile(PtxFunction f) {
    for (RegClass c : RegClass.values()) {
      starts.put(c, end);
      end += f.registers().getOrDefault(c, 0) * words(c);
    }
    rubbish = new long[end];
    for (RegClass c : RegClass.values()) {
      int start = starts.getOrDefault(c, 0);
      long value =
          switch (c) {
            case PRED -> 0;
            case B8, B16, B32, B64, B128, F32, F64 ->
                c.bits() >= 64 ? RUBBISH : RUBBISH & (1L << c.bits()) - 1;
          };
      for (int i = 0; i < f.registers().getOrDefault(c, 0) * words(c); i++) {
        rubbish[start + i] = value;
      }
    }
  }

  private static int words(RegClass c) {
    return c == RegClass.B128 ? 2 : 1;
  }

  int of(PtxOperand.Reg r) {
    return starts.getOrDefault(r.regClass(), 0) + r.number() * words(r.regClass());
  }

  /** A register that holds {@code bits} and is never written. */
  int constant(long bits) {
    return constants.computeIfAbsent(
        bits,
        b -> {
          values.put(end, b);
          return end++;
        });
  }

  /** The carry flag. */
  int carry() {
    if (carry < 0) {
      carry = end++;
    }
    return carry;
  }

  /** A register of nobody's. */
  int scratch() {
    return end++;
  }

  /** What they all hold when the function starts. */
  long[] initial() {
    long[] initial = Arrays.copyOf(rubbish, Math.max(end, 1));
    values.forEach((at, value) -> initial[at] = value);
    return initial;
  }
}
