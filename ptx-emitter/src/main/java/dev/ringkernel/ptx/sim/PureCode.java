package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.OperatorInstruction;
import java.util.Optional;
import java.util.Set;

/**
 * JVM code for the frequent integer forms. What it computes is what their meaning does, which a
 * test holds it to; all others call their meaning.
 */
final class PureCode {
  private PureCode() {}

  /** Leaves the result on the stack. */
  interface Emitter {
    /**
     * @param load loads input {@code i}
     */
    void emit(CodeBuilder c, Inputs load);
  }

  /** The inputs of an instruction. */
  interface Inputs {
    void load(int i);

    /** The value of input {@code i} if it is a constant, else empty. */
    Optional<Long> constant(int i);
  }

  /** How the form's only result is computed, or empty. */
  static Optional<Emitter> of(PtxForm form) {
    if (form.results().size() != 1 || form.inputs().isEmpty()) {
      return Optional.empty();
    }
    PtxType type = form.inputs().getFirst().type();
    PtxType to = form.results().getFirst().type();
    Set<String> words = Set.copyOf(form.modifiers().values());
    boolean plain =
        words.stream().allMatch(w -> w.equals(type.ptxName()) || w.equals(to.ptxName()));
    boolean whole =
        switch (type.kind()) {
          case SIGNED, UNSIGNED, BITS -> !type.ptxName().contains("x");
          case FLOAT, PREDICATE -> false;
        };
    int w = type.bits();
    boolean signed = type.kind() == PtxType.Kind.SIGNED;
    if (type.kind() == PtxType.Kind.PREDICATE && plain) {
      return switch (form.row().base()) {
        case "and" -> binary(Opcode.LAND, 1);
        case "or" -> binary(Opcode.LOR, 1);
        case "xor" -> binary(Opcode.LXOR, 1);
        default -> Optional.empty();
      };
    }
    if (!whole) {
      return Optional.empty();
    }
    return switch (form.row().base()) {
      case "add" -> plain ? binary(Opcode.LADD, w) : Optional.empty();
      case "sub" -> plain ? binary(Opcode.LSUB, w) : Optional.empty();
      case "and" -> plain ? binary(Opcode.LAND, w) : Optional.empty();
      case "or" -> plain ? binary(Opcode.LOR, w) : Optional.empty();
      case "xor" -> plain ? binary(Opcode.LXOR, w) : Optional.empty();
      case "mul" -> mul(words, signed, w);
      case "mad" -> mad(words, signed, w);
      case "shl" -> plain ? shift(Opcode.LSHL, false, w) : Optional.empty();
      case "shr" ->
          plain ? shift(signed ? Opcode.LSHR : Opcode.LUSHR, signed, w) : Optional.empty();
      case "setp" -> setp(form, signed, w);
      case "selp" -> plain ? Optional.of(select(w)) : Optional.empty();
      case "cvt" ->
          plain && isWhole(to) ? Optional.of(convert(signed, w, to.bits())) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static boolean isWhole(PtxType type) {
    return type.kind() == PtxType.Kind.SIGNED || type.kind() == PtxType.Kind.UNSIGNED;
  }

  private static Optional<Emitter> binary(Opcode op, int w) {
    return Optional.of(
        (c, in) -> {
          in.load(0);
          in.load(1);
          apply(c, op);
          mask(c, w);
        });
  }

  private static void apply(CodeBuilder c, Opcode op) {
    c.with(OperatorInstruction.of(op));
  }

  /** Keeps the lowest bits. */
  static void mask(CodeBuilder c, int w) {
    if (w < 64) {
      c.loadConstant(-1L >>> (64 - w)).land();
    }
  }

  /** The lowest bits as a number. */
  private static void extend(CodeBuilder c, boolean signed, int w) {
    if (!signed) {
      mask(c, w);
    } else if (w == 32) {
      c.l2i().i2l();
    } else if (w < 64) {
      c.bipush(64 - w).lshl().bipush(64 - w).lshr();
    }
  }

  private static Optional<Emitter> mul(Set<String> words, boolean signed, int w) {
    if (words.contains("lo")) {
      return binary(Opcode.LMUL, w);
    }
    return words.contains("wide")
        ? Optional.of((c, in) -> product(c, in, signed, w))
        : Optional.empty();
  }

  private static void product(CodeBuilder c, Inputs in, boolean signed, int w) {
    in.load(0);
    extend(c, signed, w);
    in.load(1);
    extend(c, signed, w);
    c.lmul();
    mask(c, 2 * w);
  }

  private static Optional<Emitter> mad(Set<String> words, boolean signed, int w) {
    if (words.contains("lo")) {
      return Optional.of(
          (c, in) -> {
            in.load(0);
            in.load(1);
            c.lmul();
            in.load(2);
            c.ladd();
            mask(c, w);
          });
    }
    return words.contains("wide")
        ? Optional.of(
            (c, in) -> {
              product(c, in, signed, w);
              in.load(2);
              c.ladd();
              mask(c, 2 * w);
            })
        : Optional.empty();
  }

  /** By a constant less than the width; others call the meaning. */
  private static Optional<Emitter> shift(Opcode op, boolean signed, int w) {
    return Optional.of(new ShiftEmitter(op, signed, w));
  }

  /** A shift, which is here only where its amount is a constant within the width. */
  record ShiftEmitter(Opcode op, boolean signed, int width) implements Emitter {
    boolean takes(Inputs in) {
      return in.constant(1).filter(n -> n >= 0 && n < width).isPresent();
    }

    @Override
    public void emit(CodeBuilder c, Inputs in) {
      in.load(0);
      if (op != Opcode.LSHL) {
        extend(c, signed, width);
      }
      c.loadConstant((int) (long) in.constant(1).orElseThrow());
      apply(c, op);
      mask(c, width);
    }
  }

  private static Optional<Emitter> setp(PtxForm form, boolean signed, int w) {
    if (form.modifier("BoolOp").isPresent()) {
      return Optional.empty();
    }
    String name = form.modifier("CmpOp").orElseThrow();
    return Optional.of(
        (c, in) -> {
          boolean ordered = !name.equals("eq") && !name.equals("ne");
          for (int i = 0; i < 2; i++) {
            in.load(i);
            extend(c, signed, w);
            if (ordered && !signed && w == 64) {
              c.loadConstant(Long.MIN_VALUE).lxor();
            }
          }
          c.lcmp();
          Label yes = c.newLabel();
          Label end = c.newLabel();
          switch (name) {
            case "eq" -> c.ifeq(yes);
            case "ne" -> c.ifne(yes);
            case "lt", "lo" -> c.iflt(yes);
            case "le", "ls" -> c.ifle(yes);
            case "gt", "hi" -> c.ifgt(yes);
            case "ge", "hs" -> c.ifge(yes);
            default -> throw new IllegalStateException("comparison " + name);
          }
          c.lconst_0().goto_(end).labelBinding(yes).lconst_1().labelBinding(end);
        });
  }

  private static Emitter select(int w) {
    return (c, in) -> {
      Label no = c.newLabel();
      Label end = c.newLabel();
      in.load(2);
      c.l2i().iconst_1().iand().ifeq(no);
      in.load(0);
      c.goto_(end).labelBinding(no);
      in.load(1);
      c.labelBinding(end);
      mask(c, w);
    };
  }

  private static Emitter convert(boolean signed, int from, int to) {
    return (c, in) -> {
      in.load(0);
      extend(c, signed, from);
      if (signed || to < from) {
        mask(c, to);
      }
    };
  }
}
