package dev.ringkernel.ptx.sim.truth;

import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.isa.RegClass;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The input buffers of {@link EffectKernel}s. */
final class EffectInputs {
  private static final Map<Inputs.Slot, Inputs> EDGES = new ConcurrentHashMap<>();

  private EffectInputs() {}

  /** Gives the bits of an element of an operand for a thread. */
  @FunctionalInterface
  interface Elements {
    long of(int thread, Operand operand, int index);
  }

  /** An edge value or a random one of a type. */
  static long edge(PtxType type, int thread, int index) {
    Inputs.Slot slot = Inputs.Slot.of(type.bits() > 64 ? PtxType.B64 : type);
    if (slot.kind() == Inputs.Kind.PREDICATE) {
      int block = thread / 32;
      return block == 0 ? 1 : block == 1 ? 0 : Mix.finish(thread * 31L + index) >>> 9 & 1;
    }
    Inputs inputs = EDGES.computeIfAbsent(slot, s -> new Inputs(List.of(s, s), false));
    int vector = Math.floorMod(thread * 131 + index * 7919 + 5, inputs.count());
    return inputs.value(index & 1, vector);
  }

  /** The buffer of so many threads; memory holds elements of a type. */
  static byte[] buffer(PtxForm form, PtxType memory, int threads) {
    boolean compares = form.row().base().equals("atom") && form.operand("c").isPresent();
    byte[] bytes =
        buffer(form, threads, (thread, operand, index) -> edge(operand.type(), thread, index));
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int width = Math.min(memory.bits(), 64) / 8;
    for (int thread = 0; thread < threads; thread++) {
      int base = thread * EffectKernel.STRIDE;
      for (int at = 0; at < EffectKernel.OPERANDS; at += width) {
        put(out, base + at, width, edge(memory, thread, 40 + at / width * 2 + (at & 1)));
      }
      if (compares && thread % 2 == 1) {
        int second = form.formals().indexOf(form.operand("b").orElseThrow());
        System.arraycopy(
            bytes, base, bytes, base + EffectKernel.OPERANDS + 16 * second, memory.bits() / 8);
      }
    }
    return bytes;
  }

  /** The buffer of so many threads, with operands made of elements as wide as their class. */
  static byte[] buffer(PtxForm form, int threads, Elements elements) {
    byte[] bytes = new byte[threads * EffectKernel.STRIDE];
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int thread = 0; thread < threads; thread++) {
      int number = 0;
      for (Operand operand : form.formals()) {
        int at = thread * EffectKernel.STRIDE + EffectKernel.OPERANDS + 16 * number;
        out.putLong(at, elements.of(thread, operand, 2 * number));
        if (operand.regClass() == RegClass.B128) {
          out.putLong(at + 8, elements.of(thread, operand, 2 * number + 1));
        }
        number++;
      }
    }
    return bytes;
  }

  private static void put(ByteBuffer out, int at, int width, long value) {
    for (int i = 0; i < width; i++) {
      out.put(at + i, (byte) (value >>> (8 * i)));
    }
  }
}
