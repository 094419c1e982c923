package dev.ringkernel.ptx.text;

import dev.ringkernel.ir.Space;
import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.isa.RegClass;
import dev.ringkernel.ptx.text.PtxParam.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the declarations of variables and parameters. */
final class Declarations {
  private static final int MOST_ALIGN = 1 << 16;
  private static final long MOST_BYTES = 1L << 40;
  private static final int MOST_PARAM_BYTES = 1 << 20;

  private final Lexer lexer;
  private final Constants constants;
  private final Initialisers initialisers;

  /**
   * What stands before a declared name.
   *
   * @param align 0 where none is stated
   * @param lanes 1 for a scalar
   */
  record Head(int align, boolean managed, int lanes, String type) {}

  /** A name with its extent. */
  record Declarator(String name, int offset, List<Long> dims) {
    long elements() {
      long elements = 1;
      for (long dim : dims) {
        if (dim > 0 && elements > MOST_BYTES / dim) {
          return MOST_BYTES + 1;
        }
        elements *= dim;
      }
      return elements;
    }
  }

  Declarations(Lexer lexer, Constants constants, Predicate<String> addressable) {
    this.lexer = lexer;
    this.constants = constants;
    this.initialisers = new Initialisers(lexer, constants, addressable);
  }

  /** The space that a variable's first directive names, or empty where it is no space. */
  static Optional<Space> space(String directive) {
    return Optional.ofNullable(
        switch (directive) {
          case ".global" -> Space.GLOBAL;
          case ".const" -> Space.CONST;
          case ".shared", ".shared::cta" -> Space.SHARED;
          case ".local" -> Space.LOCAL;
          default -> null;
        });
  }

  /** The linkage that a directive states, or empty where it states none. */
  static Optional<PtxLinkage> linkage(String directive) {
    for (PtxLinkage linkage : PtxLinkage.values()) {
      if (!directive.isEmpty() && linkage.prefix().strip().equals(directive)) {
        return Optional.of(linkage);
      }
    }
    return Optional.empty();
  }

  /** Alignment, attributes, vector and type, in any order but the type last. */
  Head head() {
    int align = 0;
    int lanes = 1;
    boolean managed = false;
    while (true) {
      int at = lexer.offset();
      String word = lexer.directive("a type");
      switch (word) {
        case ".align" -> align = alignment();
        case ".v2", ".v4", ".v8" -> lanes = word.charAt(2) - '0';
        case ".attribute" -> managed |= attributes();
        case ".texref", ".samplerref", ".surfref" ->
            throw new Fault(at, "textures and surfaces are not supported");
        default -> {
          String type = word.substring(1);
          if (PtxType.of(type).isEmpty() || (PtxType.of(type).get().bits() < 8 && lanes > 1)) {
            throw new Fault(at, "'" + word + "' is no type of a variable");
          }
          return new Head(align, managed, lanes, type);
        }
      }
    }
  }

  private int alignment() {
    int at = lexer.offset();
    int align = constants.integer("an alignment", 1, MOST_ALIGN);
    if (Integer.bitCount(align) != 1) {
      throw new Fault(at, "an alignment is a power of two, not " + align);
    }
    return align;
  }

  /** Whether {@code .managed} is among them. */
  private boolean attributes() {
    boolean managed = false;
    lexer.expect('(');
    do {
      int at = lexer.offset();
      String word = lexer.directive("an attribute");
      if (word.equals(".unified")) {
        lexer.expect('(');
        constants.integer();
        lexer.expect(',');
        constants.integer();
        lexer.expect(')');
      } else if (!word.equals(".managed")) {
        throw new Fault(at, "'" + word + "' is no attribute; known are .managed and .unified");
      }
      managed |= word.equals(".managed");
    } while (lexer.accept(','));
    lexer.expect(')');
    return managed;
  }

  /** A name and its dimensions; a first dimension may be left open, which gives 0. */
  Declarator declarator() {
    int at = lexer.offset();
    String name = lexer.name("a name");
    List<Long> dims = new ArrayList<>();
    while (lexer.accept('[')) {
      if (dims.isEmpty() && lexer.accept(']')) {
        dims.add(0L);
        continue;
      }
      dims.add(constants.size("a number of elements", MOST_BYTES));
      lexer.expect(']');
      if (dims.size() > 16) {
        throw new Fault(at, "'" + name + "' has more than 16 dimensions");
      }
    }
    return new Declarator(name, at, dims);
  }

  /** The variables of one declaration, behind the directive of its space, to the semicolon. */
  List<PtxVariable> variables(Space space, PtxLinkage linkage) {
    int at = lexer.offset();
    Head head = head();
    PtxType type = PtxType.of(head.type()).orElseThrow();
    if (type.bits() < 8) {
      throw new Fault(at, "a variable in memory cannot be of type ." + head.type());
    }
    List<PtxVariable> variables = new ArrayList<>();
    do {
      Declarator d = declarator();
      List<PtxInit> init = List.of();
      long elements = d.elements() * head.lanes();
      if (lexer.accept('=')) {
        if (space != Space.GLOBAL && space != Space.CONST) {
          throw lexer.fault(
              "'" + d.name() + "' in ." + space.text() + " memory cannot have an initial value");
        }
        Initialisers.Values values = initialisers.values(type, head.lanes(), d.dims());
        init = values.inits();
        boolean open = !d.dims().isEmpty() && d.dims().getFirst() == 0;
        elements = open ? values.elements() : elements;
      }
      if (elements * (type.bits() / 8) > MOST_BYTES) {
        throw new Fault(d.offset(), "'" + d.name() + "' has more than 2^40 bytes");
      }
      boolean stated = elements > 0 || linkage == PtxLinkage.EXTERN;
      if (!stated) {
        throw new Fault(
            d.offset(), "'" + d.name() + "' needs a size: only .extern variables may leave it out");
      }
      int natural = head.lanes() * type.bits() / 8;
      variables.add(
          new PtxVariable(
              space,
              linkage,
              head.managed(),
              head.align() > 0 ? head.align() : natural,
              type,
              d.name(),
              elements,
              init));
    } while (lexer.accept(','));
    lexer.expect(';');
    return variables;
  }

  /** A parameter behind {@code .param}. */
  PtxParam param() {
    ParamHead head = paramHead();
    return param(head);
  }

  /** Slots of a call behind {@code .param}, to the semicolon. */
  List<PtxParam> slots() {
    ParamHead head = paramHead();
    List<PtxParam> slots = new ArrayList<>();
    do {
      slots.add(param(head));
    } while (lexer.accept(','));
    lexer.expect(';');
    return slots;
  }

  private record ParamHead(Head head, @Nullable Pointer pointer) {}

  private ParamHead paramHead() {
    int at = lexer.offset();
    Head head = head();
    PtxType type = PtxType.of(head.type()).orElseThrow();
    if (type.bits() < 8 || head.lanes() > 1) {
      throw new Fault(at, "a parameter is a scalar or an array of them");
    }
    return new ParamHead(head, lexer.acceptDirective(".ptr") ? pointer() : null);
  }

  private PtxParam param(ParamHead both) {
    Head head = both.head();
    Declarator d = declarator();
    if (d.dims().isEmpty() && head.align() == 0) {
      return new PtxParam(d.name(), "." + head.type(), 0, 0, both.pointer());
    }
    int element = PtxType.of(head.type()).orElseThrow().bits() / 8;
    long bytes = d.elements() * element;
    if (bytes > MOST_PARAM_BYTES) {
      throw new Fault(
          d.offset(), "'" + d.name() + "' has more than " + MOST_PARAM_BYTES + " bytes");
    }
    int align = Math.max(head.align(), element);
    return new PtxParam(d.name(), ".b8", align, (int) bytes, both.pointer());
  }

  private Pointer pointer() {
    String word = lexer.peekDirective();
    Space space = space(word).orElse(Space.GENERIC);
    if (space != Space.GENERIC) {
      lexer.directive("a space");
    }
    int align = lexer.acceptDirective(".align") ? alignment() : 4;
    return new Pointer(space, align);
  }

  /** The class of registers that are declared with this type, or null for none. */
  static @Nullable RegClass regClass(String type) {
    PtxType known = PtxType.of(type).orElse(null);
    if (known == null) {
      return null;
    }
    if (known == PtxType.F32 || known == PtxType.F64 || known == PtxType.PRED) {
      return known.regClass();
    }
    return switch (known.bits()) {
      case 8 -> RegClass.B8;
      case 16 -> RegClass.B16;
      case 32 -> RegClass.B32;
      case 64 -> RegClass.B64;
      case 128 -> RegClass.B128;
      default -> null;
    };
  }
}
