package dev.ringkernel.ptx.isa;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The table of PTX instructions, and the way from a spelling to its one form.
 *
 * <p>All methods are safe for threads. The rows' columns are read on first use, so that touching
 * the table costs little.
 */
public final class PtxTable {
  private static final List<PtxRow> ROWS = Rows.all();
  private static final Map<String, List<PtxRow>> BY_BASE = byBase();
  private static final Map<String, PtxForm> RESOLVED = new ConcurrentHashMap<>();
  private static final Map<String, PtxMatch> MATCHED = new ConcurrentHashMap<>();

  /** Text of unknown origin does not fill the memory: what goes beyond is found anew each time. */
  private static final int MOST_MATCHES = 1 << 14;

  private PtxTable() {}

  private static Map<String, List<PtxRow>> byBase() {
    Map<String, List<PtxRow>> map = new LinkedHashMap<>();
    for (PtxRow row : ROWS) {
      List<PtxRow> rows = map.get(row.base());
      if (rows == null) {
        rows = new ArrayList<>();
        map.put(row.base(), rows);
      }
      rows.add(row);
    }
    return map;
  }

  /** All rows, in the manual's order of sections. */
  public static List<PtxRow> rows() {
    return ROWS;
  }

  /**
   * The one form that {@code spelling} names: an opcode with its modifiers, and formal operands.
   *
   * <p>An operand is a formal name ({@code d}), {@code [a]} or {@code [a+8]}, {@code d|p}, a vector
   * {@code {a, b}}, a literal, {@code _} for an unused result, or a special register where the row
   * takes one. {@code "shfl.sync.idx.b32 d|p, a, b, c, m"} is an example.
   *
   * @throws PtxTableException where no row or more than one has the spelling; the message names the
   *     nearest row and what is wrong
   */
  public static PtxForm resolve(String spelling) {
    PtxForm known = RESOLVED.get(spelling);
    if (known == null) {
      known = resolveFresh(spelling);
      RESOLVED.put(spelling, known);
    }
    return known;
  }

  private static PtxForm resolveFresh(String spelling) {
    String base = Spelling.parse(spelling).base();
    List<PtxRow> candidates = BY_BASE.getOrDefault(base, List.of());
    if (candidates.isEmpty()) {
      throw new PtxTableException(
          "'" + spelling + "': the PTX table has no instruction '" + base + "'");
    }
    return resolveIn(spelling, candidates);
  }

  /** The one form among the rows {@code candidates}; see {@link #resolve}. */
  static PtxForm resolveIn(String spelling, List<PtxRow> candidates) {
    Spelling cut = Spelling.parse(spelling);
    PtxForm found = null;
    for (PtxRow row : candidates) {
      for (Map<String, String> bound : row.parsedSyntax().match(cut.modifiers())) {
        if (row.excluded(bound).isEmpty()) {
          FormBuilder builder = new FormBuilder(row, bound, cut);
          if (builder.match().isEmpty()) {
            if (found != null && found.row() != row) {
              throw ambiguous(spelling, found.row(), row);
            }
            found = builder.build();
          }
        }
      }
    }
    if (found == null) {
      throw unknown(spelling, cut, candidates);
    }
    return found;
  }

  /**
   * The form of an instruction in a text: an opcode with its modifiers, and what stands for each
   * operand.
   *
   * @throws PtxTableException where none fits or more than one does; the message names the nearest
   *     row and what is wrong
   */
  public static PtxMatch match(String opcode, List<Given> operands) {
    StringBuilder key = new StringBuilder(opcode).append(' ');
    operands.forEach(o -> o.code(key));
    String text = key.toString();
    PtxMatch known = MATCHED.get(text);
    if (known == null) {
      known = new FormMatcher(opcode, operands).match(BY_BASE);
      if (MATCHED.size() < MOST_MATCHES) {
        MATCHED.put(text, known);
      }
    }
    return known;
  }

  /** Whether a row demands this literal for an operand. */
  static boolean fixesLiteral(String text) {
    return FixedLiterals.ALL.contains(text);
  }

  /** Read from the rows when the first literal is asked for. */
  private static final class FixedLiterals {
    static final Set<String> ALL = all();

    private static Set<String> all() {
      Set<String> all = new HashSet<>();
      for (PtxRow row : ROWS) {
        for (Syntax.Slot slot : row.parsedSyntax().slots()) {
          slot.names().stream().filter(Spelling::isLiteral).forEach(all::add);
        }
      }
      return Set.copyOf(all);
    }
  }

  private static PtxTableException ambiguous(String spelling, PtxRow one, PtxRow other) {
    return new PtxTableException(
        "'"
            + spelling
            + "' is ambiguous: it is a form of '"
            + one.syntax()
            + "' and of '"
            + other.syntax()
            + "'");
  }

  /** Looks again, for what came nearest. */
  private static PtxTableException unknown(String spelling, Spelling cut, List<PtxRow> candidates) {
    Mismatch nearest = null;
    for (PtxRow row : candidates) {
      Mismatch worst = null;
      for (Map<String, String> bound : row.parsedSyntax().match(cut.modifiers())) {
        Optional<String> excluded = row.excluded(bound);
        if (excluded.isPresent()) {
          worst = Mismatch.nearer(worst, new Mismatch(row, 2, excluded.get()));
        } else {
          FormBuilder builder = new FormBuilder(row, bound, cut);
          String wrong = builder.match().orElseThrow();
          worst = Mismatch.nearer(worst, new Mismatch(row, 3 + builder.matched() / 16.0, wrong));
        }
      }
      nearest =
          Mismatch.nearer(
              nearest, worst == null ? Mismatch.ofModifiers(row, cut.modifiers()) : worst);
    }
    if (nearest == null) {
      throw new IllegalStateException("no row at all for " + spelling);
    }
    return new PtxTableException(
        "'"
            + spelling
            + "' is no instruction of the PTX table; nearest is '"
            + nearest.row().syntax()
            + "': "
            + nearest.reason());
  }

  /** How far a row is from a spelling: 3 differs in operands, 2 in a rule, below in modifiers. */
  record Mismatch(PtxRow row, double closeness, String reason) {

    static Mismatch nearer(@Nullable Mismatch a, Mismatch b) {
      return a == null || b.closeness > a.closeness ? b : a;
    }

    static Mismatch ofModifiers(PtxRow row, List<String> given) {
      List<String> unknown = new ArrayList<>();
      for (String token : given) {
        boolean taken = false;
        for (Syntax.Modifier modifier : row.parsedSyntax().modifiers()) {
          taken |= modifier.values().contains(token);
        }
        if (!taken) {
          unknown.add("." + token);
        }
      }
      List<String> missing = new ArrayList<>();
      for (Syntax.Modifier modifier : row.parsedSyntax().modifiers()) {
        boolean present = modifier.optional();
        for (String token : given) {
          present |= modifier.values().contains(token);
        }
        if (!present) {
          missing.add("." + modifier.name());
        }
      }
      // Optional modifiers do not count, or the rows with most of them would always be near.
      double share = 1.0 + given.size();
      for (Syntax.Modifier modifier : row.parsedSyntax().modifiers()) {
        share += modifier.optional() ? 0 : 1;
      }
      double closeness = 1 - (unknown.size() + missing.size()) / share;
      String reason =
          !unknown.isEmpty()
              ? "it takes no " + String.join(", ", unknown)
              : !missing.isEmpty()
                  ? "it needs " + String.join(", ", missing)
                  : "its modifiers stand in another order";
      return new Mismatch(row, closeness, reason);
    }
  }

  /** Matches the operands of a spelling against a row and builds the form. */
  private static final class FormBuilder {
    private final PtxRow row;
    private final Map<String, String> bound;
    private final Spelling cut;
    private final List<Operand> operands = new ArrayList<>();
    private final List<String> pieces = new ArrayList<>();
    private final StringBuilder piece = new StringBuilder();
    private Availability extra = Availability.ALWAYS;
    private boolean varying;
    private boolean sawSpecial;
    private boolean negated;

    FormBuilder(PtxRow row, Map<String, String> bound, Spelling cut) {
      this.row = row;
      this.bound = bound;
      this.cut = cut;
    }

    Optional<String> match() {
      List<Syntax.Slot> slots = row.parsedSyntax().slots();
      List<String> given = cut.operands();
      int mandatory = 0;
      for (Syntax.Slot slot : slots) {
        mandatory += slot.optional() ? 0 : 1;
      }
      if (given.size() < mandatory || given.size() > slots.size()) {
        return Optional.of(
            "it takes "
                + (mandatory == slots.size() ? "" : mandatory + " to ")
                + slots.size()
                + " operands, not "
                + given.size());
      }
      int spare = given.size() - mandatory;
      piece.append(cut.opcode()).append(given.isEmpty() ? "" : " ");
      int next = 0;
      for (int i = 0; i < slots.size(); i++) {
        Syntax.Slot slot = slots.get(i);
        if (slot.optional() && spare-- <= 0) {
          continue;
        }
        piece.append(next == 0 ? "" : ", ");
        Optional<String> wrong = operand(slot, given.get(next), i == 0);
        if (wrong.isPresent()) {
          return wrong;
        }
        next++;
      }
      pieces.add(piece.toString());
      return Optional.empty();
    }

    /** How far the operands agreed; a special register that the row could take counts half. */
    double matched() {
      return pieces.size() + (sawSpecial ? 0.5 : 0);
    }

    PtxForm build() {
      Effects effects = row.effects(bound);
      return new PtxForm(
          row,
          cut.opcode(),
          Map.copyOf(bound),
          List.copyOf(operands),
          varying ? effects.alsoVarying() : effects,
          row.availability(bound).and(extra),
          List.copyOf(pieces));
    }

    private void add(String name, OperandKind kind, PtxType type, int lane, boolean fixed) {
      pieces.add(piece.toString());
      piece.setLength(0);
      operands.add(new Operand(name, kind, type, lane, fixed, negated));
      negated = false;
    }

    private Optional<String> operand(Syntax.Slot slot, String given, boolean first) {
      String text = given;
      if (text.startsWith("!") && slot.negatable()) {
        piece.append('!');
        negated = true;
        text = text.substring(1).strip();
      }
      String name = slot.names().getFirst();
      return switch (slot.shape()) {
        case ADDRESS -> address(text);
        case PAIR, OPTIONAL_PAIR -> {
          int bar = text.indexOf('|');
          if (bar < 0) {
            yield slot.shape() == Syntax.Shape.PAIR
                ? Optional.of("'" + text + "' must be a pair " + String.join("|", slot.names()))
                : plain(name, text, true);
          }
          Optional<String> wrong = plain(name, text.substring(0, bar).strip(), true);
          if (wrong.isPresent()) {
            yield wrong;
          }
          piece.append('|');
          yield plain(slot.names().get(1), text.substring(bar + 1).strip(), true);
        }
        case LIST -> list(text);
        case VECTOR -> vector(slot.names(), slot.names().size(), text, isDest(name, first));
        case PLAIN -> {
          int lanes =
              Spelling.isLiteral(name) || name.equals("_") ? 0 : row.typeOf(name, bound).lanes();
          if (lanes == 0) {
            yield plain(name, text, isDest(name, first));
          }
          List<String> names = new ArrayList<>();
          for (int i = 0; i < lanes; i++) {
            names.add(name);
          }
          yield vector(names, lanes, text, isDest(name, first));
        }
      };
    }

    /** By the manual's habit results stand first and are called d, p or q. */
    private static boolean isDest(String name, boolean first) {
      return first
          && ((name.startsWith("d") && name.length() <= 2) || name.equals("p") || name.equals("q"));
    }

    private Optional<String> vector(List<String> names, int lanes, String text, boolean dest) {
      if (!text.startsWith("{") || !text.endsWith("}")) {
        return Optional.of("'" + text + "' must be a vector {…} of " + lanes);
      }
      String[] elements = text.substring(1, text.length() - 1).split(",");
      if (elements.length != lanes) {
        return Optional.of("'" + text + "' must be a vector of " + lanes);
      }
      piece.append('{');
      for (int i = 0; i < lanes; i++) {
        piece.append(i == 0 ? "" : ", ");
        Optional<String> wrong = leaf(names.get(i), elements[i].strip(), dest, i);
        if (wrong.isPresent()) {
          return wrong;
        }
      }
      piece.append('}');
      return Optional.empty();
    }

    private Optional<String> list(String text) {
      if (!text.startsWith("(") || !text.endsWith(")")) {
        return Optional.of("'" + text + "' must be a list in parentheses");
      }
      String[] elements = text.substring(1, text.length() - 1).split(",");
      piece.append('(');
      for (int i = 0; i < elements.length; i++) {
        String element = elements[i].strip();
        if (!Spelling.isIdentifier(element)) {
          return Optional.of("'" + element + "' is no name of a parameter variable");
        }
        piece.append(i == 0 ? "" : ", ");
        add(element, OperandKind.LABEL, PtxType.B64, i, false);
      }
      piece.append(')');
      return Optional.empty();
    }

    private Optional<String> plain(String name, String text, boolean dest) {
      return leaf(name, text, dest, -1);
    }

    private Optional<String> leaf(String name, String text, boolean dest, int lane) {
      if (Spelling.isLiteral(name) || name.equals("_")) {
        if (!name.equals(text)) {
          return Optional.of("the operand '" + text + "' must be " + name);
        }
        piece.append(text);
        return Optional.empty();
      }
      if (name.equals("sreg")) {
        return special(text, dest, lane);
      }
      PtxRow.OperandType type = row.typeOf(name, bound);
      if (text.equals("_")) {
        return Optional.of("'_' cannot stand for " + name);
      }
      if (Spelling.isLiteral(text)) {
        if (dest || type.label()) {
          return Optional.of("the operand " + name + " cannot be the literal " + text);
        }
        if (!type.type().acceptsLiteral(text)) {
          return Optional.of(
              "the literal "
                  + text
                  + " is no "
                  + type.type().ptxName()
                  + " for the operand "
                  + name);
        }
        add(text, OperandKind.IMMEDIATE, type.type(), lane, true);
        return Optional.empty();
      }
      if (!Spelling.isIdentifier(text)) {
        return Optional.of("'" + text + "' cannot stand for the operand " + name);
      }
      boolean pred = type.type() == PtxType.PRED;
      OperandKind kind =
          type.label()
              ? OperandKind.LABEL
              : type.immediate()
                  ? OperandKind.IMMEDIATE
                  : dest
                      ? pred ? OperandKind.PRED_DEST : OperandKind.DEST
                      : pred ? OperandKind.PRED : OperandKind.SRC;
      add(text, kind, type.type(), lane, false);
      return Optional.empty();
    }

    private Optional<String> special(String text, boolean dest, int lane) {
      Optional<SpecialRegister> special = SpecialRegister.of(text);
      sawSpecial = text.startsWith("%");
      if (special.isEmpty()) {
        return Optional.of(
            text.startsWith("%")
                ? text + " is no special register of the table"
                : "'" + text + "' must be a special register");
      }
      PtxType wanted = row.typeOf("sreg", bound).type();
      PtxType has = special.get().type();
      if (dest
          || wanted.bits() != has.bits()
          || (has == PtxType.PRED) != (wanted == PtxType.PRED)) {
        return Optional.of(text + " is " + has.ptxName() + " and not " + wanted.ptxName());
      }
      extra = special.get().availability();
      varying = special.get().varying();
      add(text, OperandKind.SPECIAL, has, lane, true);
      return Optional.empty();
    }

    private Optional<String> address(String text) {
      if (!text.startsWith("[") || !text.endsWith("]")) {
        return Optional.of("'" + text + "' must be an address in brackets");
      }
      String inner = text.substring(1, text.length() - 1).strip();
      int plus = inner.indexOf('+');
      String base = plus < 0 ? inner : inner.substring(0, plus).strip();
      String offset = plus < 0 ? "" : inner.substring(plus).replace(" ", "");
      if (!Spelling.isIdentifier(base)
          || (!offset.isEmpty() && !Spelling.isLiteral(offset.substring(1)))) {
        return Optional.of("'" + text + "' must be [name] or [name+number]");
      }
      piece.append('[');
      add(base, OperandKind.ADDRESS, PtxType.B64, -1, false);
      piece.append(offset).append(']');
      return Optional.empty();
    }
  }
}
