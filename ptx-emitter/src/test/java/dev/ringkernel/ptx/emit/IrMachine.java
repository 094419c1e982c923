package dev.ringkernel.ptx.emit;

import dev.ringkernel.ir.Block;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Terminator;
import dev.ringkernel.ir.Terminator.Edge;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs IR over integers, by the meaning that the enums' javadoc states; the oracle of {@link
 * RandomProgramTest}.
 */
final class IrMachine {
  private final Map<Value, Long> values = new HashMap<>();
  private final Function function;
  private int fuel;

  private IrMachine(Function function, int fuel) {
    this.function = function;
    this.fuel = fuel;
  }

  static List<Long> run(Function f, List<Long> arguments, int fuel) {
    return new IrMachine(f, fuel).run(arguments);
  }

  private List<Long> run(List<Long> arguments) {
    Block block = function.entry();
    List<Long> incoming = arguments;
    while (true) {
      for (int k = 0; k < block.params().size(); k++) {
        values.put(block.params().get(k), normal(block.params().get(k).type(), incoming.get(k)));
      }
      for (Instr i : block.body()) {
        if (fuel-- == 0) {
          throw new IllegalStateException("the program does not end");
        }
        Value r = i.results().getFirst();
        values.put(r, normal(r.type(), evaluate(i)));
      }
      Edge edge =
          switch (block.terminator()) {
            case Terminator.Jump j -> j.edge();
            case Terminator.Branch b -> get(b.condition()) != 0 ? b.ifTrue() : b.ifFalse();
            case Terminator.Switch s ->
                s.cases().stream()
                    .filter(c -> c.value() == get(s.selector()))
                    .map(Terminator.Case::edge)
                    .findFirst()
                    .orElse(s.otherwise());
            case Terminator.Return r -> null;
            case Terminator.Fault f -> throw new IllegalStateException("fault");
            case Terminator.Unreachable u -> throw new IllegalStateException("unreachable");
          };
      if (edge == null) {
        return ((Terminator.Return) block.terminator()).values().stream().map(this::get).toList();
      }
      List<Long> next = new ArrayList<>();
      edge.args().forEach(a -> next.add(get(a)));
      incoming = next;
      int target = edge.target();
      block = function.blocks().stream().filter(b -> b.id() == target).findFirst().orElseThrow();
    }
  }

  private long get(Value v) {
    return values.get(v);
  }

  private static long normal(Type t, long v) {
    return switch (t.bits()) {
      case 1 -> v & 1;
      case 8 -> (byte) v;
      case 16 -> (short) v;
      case 32 -> (int) v;
      default -> v;
    };
  }

  private long evaluate(Instr i) {
    return switch (i) {
      case Instr.Const c -> c.bits();
      case Instr.Unary u ->
          switch (u.op()) {
            case NEG -> -get(u.a());
            case NOT -> ~get(u.a());
            case ABS -> Math.abs(get(u.a()));
            default -> throw new IllegalStateException(u.toString());
          };
      case Instr.Binary b -> b.a().type() == Type.I64 ? wide(b) : word(b);
      case Instr.Ternary t -> get(t.a()) != 0 ? get(t.b()) : get(t.c());
      case Instr.Compare c -> {
        long a = get(c.a());
        long b = get(c.b());
        boolean result =
            switch (c.op()) {
              case EQ -> a == b;
              case NE -> a != b;
              case LT -> a < b;
              case LE -> a <= b;
              case GT -> a > b;
              case GE -> a >= b;
              case ULT -> Long.compareUnsigned(a, b) < 0;
              case ULE -> Long.compareUnsigned(a, b) <= 0;
              case UGT -> Long.compareUnsigned(a, b) > 0;
              case UGE -> Long.compareUnsigned(a, b) >= 0;
            };
        yield result ? 1 : 0;
      }
      case Instr.Convert c ->
          switch (c.op()) {
            case SEXT, TRUNC -> get(c.a());
            case ZEXT ->
                c.a().type() == Type.I1
                    ? get(c.a())
                    : get(c.a()) & ((1L << c.a().type().bits()) - 1);
            default -> throw new IllegalStateException(c.toString());
          };
      default -> throw new IllegalStateException(i.toString());
    };
  }

  private long word(Instr.Binary i) {
    int a = (int) get(i.a());
    int b = (int) get(i.b());
    return switch (i.op()) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case REM -> a % b;
      case UDIV -> Integer.divideUnsigned(a, b);
      case UREM -> Integer.remainderUnsigned(a, b);
      case MULHI -> (int) (((long) a * b) >> 32);
      case UMULHI -> (int) ((Integer.toUnsignedLong(a) * Integer.toUnsignedLong(b)) >>> 32);
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      case UMIN -> Integer.compareUnsigned(a, b) < 0 ? a : b;
      case UMAX -> Integer.compareUnsigned(a, b) > 0 ? a : b;
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
      case SHL -> a << b;
      case SHR -> a >> b;
      case USHR -> a >>> b;
      case COPYSIGN -> throw new IllegalStateException(i.toString());
    };
  }

  private long wide(Instr.Binary i) {
    long a = get(i.a());
    long b = get(i.b());
    return switch (i.op()) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
      case SHL -> a << b;
      case SHR -> a >> b;
      case USHR -> a >>> b;
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      default -> throw new IllegalStateException(i.toString());
    };
  }
}
