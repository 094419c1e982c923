package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.isa.PtxTable;
import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.sim.alu.Meaning;
import dev.ringkernel.ptx.sim.alu.Meanings;
import java.util.Set;

/** Decodes {@code atom} and {@code red}. */
final class AtomicOps {
  private static final Set<String> OPERATIONS =
      Set.of("exch", "cas", "add", "and", "or", "xor", "inc", "dec", "min", "max");

  private AtomicOps() {}

  static Op make(Site s) {
    String operation =
        s.form().modifiers().values().stream()
            .filter(OPERATIONS::contains)
            .findFirst()
            .orElseThrow(s::unknown);
    PtxType type = s.inputFormal(0).type();
    if (s.has("async")) {
      return AsyncOps.reduce(s, update(s, operation, type), type);
    }
    Atomic op = atomic(s, operation, type);
    return s.weak() ? WeakOps.of(s, op) : op;
  }

  private static Atomic atomic(Site s, String operation, PtxType type) {
    boolean returns = s.resultCount() > 0;
    if (type == PtxType.B128) {
      Place place = s.place(0, 16);
      boolean compares = operation.equals("cas");
      return new Atomic.Wide(
          compares,
          place.where(),
          s.wideResult(0),
          place.a(),
          place.offset(),
          s.wideInput(0),
          compares ? s.wideInput(1) : new int[0],
          s.reach(true));
    }
    Update update = update(s, operation, type);
    if (s.inputFormal(0).lane() >= 0) {
      int count = s.inputCount();
      Place place = s.place(0, type.bits() / 8 * count);
      return new Atomic.Vector(
          update,
          type.bits(),
          place.where(),
          s.results(),
          place.a(),
          place.offset(),
          s.inputs(),
          s.reach(true));
    }
    Place place = s.place(0, type.bits() / 8);
    return new Atomic.Scalar(
        update,
        type.bits(),
        place.where(),
        returns ? s.result(0) : -1,
        place.a(),
        place.offset(),
        s.input(0),
        s.inputCount() > 1 ? s.input(1) : s.input(0),
        s.reach(true));
  }

  private static Update update(Site s, String operation, PtxType type) {
    if (type.kind() == PtxType.Kind.FLOAT) {
      return floating(s, operation, type);
    }
    boolean signed = type.kind() == PtxType.Kind.SIGNED;
    boolean wide = type.bits() == 64;
    return switch (operation) {
      case "exch" -> Update.Whole.EXCH;
      case "cas" -> Update.Whole.CAS;
      case "add" -> Update.Whole.ADD;
      case "and" -> Update.Whole.AND;
      case "or" -> Update.Whole.OR;
      case "xor" -> Update.Whole.XOR;
      case "inc" -> Update.Whole.INC;
      case "dec" -> Update.Whole.DEC;
      case "min" ->
          !signed ? Update.Whole.MIN_UNSIGNED : wide ? Update.Whole.MIN_S64 : Update.Whole.MIN_S32;
      case "max" ->
          !signed ? Update.Whole.MAX_UNSIGNED : wide ? Update.Whole.MAX_S64 : Update.Whole.MAX_S32;
      default -> throw s.unknown();
    };
  }

  /**
   * By the pure instruction of the same name. {@code atom.add.f32} flushes subnormals in global
   * memory and keeps them in shared memory (PTX ISA, {@code atom}). Of two NaN, {@code add.f64}
   * keeps that of the operand in global memory, that of memory in shared; in global memory no NaN
   * is made quiet. So the hardware was recorded.
   */
  private static Update floating(Site s, String operation, PtxType type) {
    String rounding = operation.equals("add") ? ".rn" : "";
    Meaning.Binary keeping = meaning(s, operation + rounding + "." + type.ptxName());
    Meaning.Binary flushing =
        type == PtxType.F32 ? meaning(s, operation + rounding + ".ftz.f32") : keeping;
    if (type == PtxType.F64) {
      return new Update.Float(
          (old, b) -> isNan(b) ? b : isNan(old) ? old : keeping.of(old, b),
          (old, b) -> keeping.of(b, old));
    }
    return new Update.Float(flushing, keeping);
  }

  private static boolean isNan(long bits) {
    return Double.isNaN(Double.longBitsToDouble(bits));
  }

  private static Meaning.Binary meaning(Site s, String opcode) {
    return Meanings.of(PtxTable.resolve(opcode + " d, a, b"))
                .map(m -> m.results().getFirst())
                .orElseThrow(s::unknown)
            instanceof Meaning.Binary f
        ? f
        : refuse(s);
  }

  private static Meaning.Binary refuse(Site s) {
    throw s.unknown();
  }
}
