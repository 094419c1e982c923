package dev.ringkernel.ptx.text;

import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.text.PtxInit.Address;
import dev.ringkernel.ptx.text.PtxInit.Number;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads the initial values of variables and lays them flat. */
final class Initialisers {
  /** Zeros between values that the text leaves out, in one text. */
  private static final int MOST_ZEROS = 1 << 22;

  private final Lexer lexer;
  private final Constants constants;
  private final Predicate<String> addressable;
  private int zeros;

  /**
   * Values laid flat.
   *
   * @param elements how many the variable has, where the number is that of the values
   */
  record Values(List<PtxInit> inits, long elements) {}

  /**
   * For one text.
   *
   * @param addressable whether a name is one of a variable or function whose address is constant
   */
  Initialisers(Lexer lexer, Constants constants, Predicate<String> addressable) {
    this.lexer = lexer;
    this.constants = constants;
    this.addressable = addressable;
  }

  /** What stands behind the equals sign of a variable with these dimensions. */
  Values values(PtxType type, int lanes, List<Long> dims) {
    List<Long> extents = new ArrayList<>(dims);
    if (lanes > 1) {
      extents.add((long) lanes);
    }
    List<PtxInit> out = new ArrayList<>();
    long used = level(type, extents, 0, out);
    return new Values(out, used);
  }

  /** Values of one element of dimension {@code level - 1}; gives how many elements they take. */
  private long level(PtxType type, List<Long> extents, int level, List<PtxInit> out) {
    if (level == extents.size()) {
      out.add(value(type));
      return 1;
    }
    int at = lexer.offset();
    lexer.expect('{');
    long size = 1;
    for (int i = level + 1; i < extents.size(); i++) {
      long extent = extents.get(i);
      if (extent > Integer.MAX_VALUE / Math.max(size, 1)) {
        throw new Fault(at, "an initialised variable has more than 2^31 elements");
      }
      size *= extent;
    }
    long count = 0;
    long start = out.size();
    if (!lexer.accept('}')) {
      do {
        pad(type, start + count * size, out);
        level(type, extents, level + 1, out);
        count++;
        long most = extents.get(level);
        if (most > 0 && count > most) {
          throw lexer.fault("more than " + most + " initial values");
        }
      } while (lexer.accept(','));
      lexer.expect('}');
    }
    return count * size;
  }

  private void pad(PtxType type, long to, List<PtxInit> out) {
    long missing = to - out.size();
    zeros += (int) Math.min(missing, MOST_ZEROS + 1L);
    if (zeros > MOST_ZEROS) {
      throw lexer.fault("more than " + MOST_ZEROS + " initial values are left out");
    }
    String text =
        type == PtxType.F32 ? "0f00000000" : type == PtxType.F64 ? "0d0000000000000000" : "0";
    Number zero = new Number(0, text);
    for (long i = 0; i < missing; i++) {
      out.add(zero);
    }
  }

  private PtxInit value(PtxType type) {
    if (lexer.atName() && !lexer.comes("WARP_SZ")) {
      return address(type, 0);
    }
    int at = lexer.offset();
    String text = constants.text();
    if (lexer.peek() == '(') {
      return masked(type, at, text);
    }
    if (PtxLiteral.isFloat(text)
        ? !type.acceptsLiteral(text) && type != PtxType.F32 && type != PtxType.F64
        : type.kind() == PtxType.Kind.FLOAT) {
      throw new Fault(at, text + " is no ." + type.ptxName());
    }
    return new Number(PtxLiteral.bits(text, type), text);
  }

  private PtxInit masked(PtxType type, int at, String text) {
    long mask = PtxLiteral.isFloat(text) ? 0 : PtxLiteral.integer(text);
    int shift = mask == 0 ? 0 : Long.numberOfTrailingZeros(mask);
    if (mask >>> shift != 0xff || shift % 8 != 0) {
      throw new Fault(at, text + " is no mask of one byte, as 0xff00 is");
    }
    if (type.bits() != 8) {
      throw new Fault(at, "a masked address is one byte, not a ." + type.ptxName());
    }
    lexer.expect('(');
    PtxInit address = address(type, mask);
    lexer.expect(')');
    return address;
  }

  private PtxInit address(PtxType type, long mask) {
    int at = lexer.offset();
    String name = lexer.name("a variable or function");
    boolean generic = name.equals("generic") && lexer.accept('(');
    if (generic) {
      at = lexer.offset();
      name = lexer.name("a variable or function");
      lexer.expect(')');
    }
    if (!addressable.test(name)) {
      throw new Fault(
          at, "'" + name + "' is no variable in .global or .const memory and no function");
    }
    if (mask == 0 && type.bits() < 32) {
      throw new Fault(at, "the address of '" + name + "' does not fit a ." + type.ptxName());
    }
    long addend = lexer.accept('+') ? constants.integer() : 0;
    return new Address(name, addend, generic, mask);
  }
}
