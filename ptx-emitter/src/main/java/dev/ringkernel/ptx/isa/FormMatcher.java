package dev.ringkernel.ptx.isa;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the row and the choice of modifiers that an instruction of a text is a form of: what stands
 * for each operand is put against the row's syntax line, which gives the spelling in the row's own
 * names; the table makes the form of it, and its types are put against the registers.
 */
final class FormMatcher {
  private final String opcode;
  private final List<Given> operands;

  FormMatcher(String opcode, List<Given> operands) {
    this.opcode = opcode;
    this.operands = operands;
  }

  /** The names and leaves of one attempt. */
  private static final class Attempt {
    final List<String> texts = new ArrayList<>();
    final List<Given> leaves = new ArrayList<>();
    final List<Boolean> taken = new ArrayList<>();

    /** How many leaves agreed with a text that the row fixes. */
    int fixed;

    void leaf(Given given, boolean formal) {
      leaves.add(given);
      taken.add(formal);
      fixed += formal ? 0 : 1;
    }
  }

  /** What came nearest so far. */
  private PtxTable.@Nullable Mismatch nearest;

  /** Whether nothing fits, and a second search is for the nearest row. */
  private boolean explaining;

  private @Nullable PtxMatch best;
  private int bestFixed;

  PtxMatch match(Map<String, List<PtxRow>> byBase) {
    List<String> parts = List.of(opcode.split("\\.", -1));
    List<PtxRow> rows = byBase.getOrDefault(parts.getFirst(), List.of());
    if (rows.isEmpty()) {
      String near = Nearest.of(parts.getFirst(), byBase.keySet());
      throw new PtxTableException(
          "the PTX table has no instruction '"
              + parts.getFirst()
              + "'"
              + (near.isEmpty() ? "" : "; nearest is '" + near + "'"));
    }
    List<String> modifiers = parts.subList(1, parts.size());
    search(rows, modifiers, false);
    if (best == null) {
      search(rows, modifiers, true);
    }
    if (best == null) {
      explaining = true;
      search(rows, modifiers, true);
      throw unknown();
    }
    return best;
  }

  private void search(List<PtxRow> rows, List<String> modifiers, boolean anyOrder) {
    for (PtxRow row : rows) {
      Syntax syntax = row.parsedSyntax();
      List<Map<String, String>> choices =
          anyOrder ? syntax.matchUnordered(modifiers) : syntax.match(modifiers);
      for (Map<String, String> bound : choices) {
        Optional<String> excluded = row.excluded(bound);
        if (excluded.isPresent()) {
          note(new PtxTable.Mismatch(row, 2, excluded.get()));
        } else {
          attempt(row, bound);
        }
      }
      if (choices.isEmpty() && explaining) {
        note(PtxTable.Mismatch.ofModifiers(row, modifiers));
      }
    }
  }

  private PtxTableException unknown() {
    if (nearest == null) {
      throw new IllegalStateException("no row at all for " + opcode);
    }
    return new PtxTableException(
        "'"
            + opcode
            + "' with these operands is no instruction of the PTX table; nearest is '"
            + nearest.row().syntax()
            + "': "
            + nearest.reason());
  }

  private void note(PtxTable.Mismatch mismatch) {
    nearest = PtxTable.Mismatch.nearer(nearest, mismatch);
  }

  private void attempt(PtxRow row, Map<String, String> bound) {
    Attempt attempt = new Attempt();
    Optional<String> wrong = shape(row, bound, attempt);
    if (wrong.isPresent()) {
      note(new PtxTable.Mismatch(row, 3 + attempt.texts.size() / 16.0, wrong.get()));
      return;
    }
    String ordered = row.parsedSyntax().opcode(bound);
    String spelling =
        attempt.texts.isEmpty() ? ordered : ordered + " " + String.join(", ", attempt.texts);
    PtxForm form = PtxTable.resolveIn(spelling, List.of(row));
    List<Operand> formals = form.formals();
    int next = 0;
    for (int i = 0; i < attempt.leaves.size(); i++) {
      if (attempt.taken.get(i)) {
        Operand formal = formals.get(next++);
        Optional<String> unfit = unfit(form, formal, attempt.leaves.get(i));
        if (unfit.isPresent()) {
          note(new PtxTable.Mismatch(row, 4 + i / 16.0, unfit.get()));
          return;
        }
      }
    }
    if (best != null && attempt.fixed == bestFixed && best.form().row() != row) {
      throw new PtxTableException(
          "'"
              + opcode
              + "' with these operands is ambiguous: it is a form of '"
              + best.form().row().syntax()
              + "' and of '"
              + row.syntax()
              + "'");
    }
    // A row that fixes a text is meant where the text stands: "_" is the row with "_".
    if (best == null || attempt.fixed > bestFixed) {
      best = new PtxMatch(form, formals, attempt.taken);
      bestFixed = attempt.fixed;
    }
  }

  private Optional<String> shape(PtxRow row, Map<String, String> bound, Attempt attempt) {
    List<Syntax.Slot> slots = row.parsedSyntax().slots();
    int mandatory = 0;
    for (Syntax.Slot slot : slots) {
      mandatory += slot.optional() ? 0 : 1;
    }
    if (operands.size() < mandatory || operands.size() > slots.size()) {
      return Optional.of(
          "it takes "
              + (mandatory == slots.size() ? "" : mandatory + " to ")
              + slots.size()
              + " operands, not "
              + operands.size());
    }
    int spare = operands.size() - mandatory;
    int next = 0;
    for (Syntax.Slot slot : slots) {
      if (slot.optional() && spare-- <= 0) {
        continue;
      }
      Given given = operands.get(next);
      Optional<String> wrong = operand(row, bound, slot, given, attempt);
      if (wrong.isPresent()) {
        return Optional.of("operand " + (next + 1) + ", " + given.described() + ": " + wrong.get());
      }
      next++;
    }
    return Optional.empty();
  }

  private Optional<String> operand(
      PtxRow row, Map<String, String> bound, Syntax.Slot slot, Given given, Attempt attempt) {
    List<String> names = slot.names();
    return switch (slot.shape()) {
      case ADDRESS -> {
        if (!(given instanceof Given.Address)) {
          yield Optional.of("an address in brackets is wanted");
        }
        attempt.leaf(given, true);
        attempt.texts.add("[" + names.getFirst() + "]");
        yield Optional.empty();
      }
      case LIST -> {
        if (!(given instanceof Given.Slots list)) {
          yield Optional.of("a list in parentheses is wanted");
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < list.count(); i++) {
          all.add(names.getFirst() + i);
          attempt.leaf(new Given.Symbol(), true);
        }
        attempt.texts.add("(" + String.join(", ", all) + ")");
        yield Optional.empty();
      }
      case PAIR, OPTIONAL_PAIR -> {
        if (given instanceof Given.Pair pair) {
          Optional<String> wrong =
              leaves(names, List.of(pair.first(), pair.second()), slot, row, attempt);
          if (wrong.isEmpty()) {
            join(attempt, 2, "|", "", "");
          }
          yield wrong;
        }
        yield slot.shape() == Syntax.Shape.PAIR
            ? Optional.of("a pair " + String.join("|", names) + " is wanted")
            : leaves(names.subList(0, 1), List.of(given), slot, row, attempt);
      }
      case VECTOR -> vector(names, slot, given, row, attempt);
      case PLAIN -> {
        String name = names.getFirst();
        boolean literal = Spelling.isLiteral(name) || name.equals("_");
        int lanes = literal ? 0 : row.typeOf(name, bound).lanes();
        if (lanes > 0) {
          List<String> all = new ArrayList<>();
          for (int i = 0; i < lanes; i++) {
            all.add(name + i);
          }
          yield vector(all, slot, given, row, attempt);
        }
        yield leaves(names, List.of(given), slot, row, attempt);
      }
    };
  }

  private static Optional<String> vector(
      List<String> names, Syntax.Slot slot, Given given, PtxRow row, Attempt attempt) {
    if (!(given instanceof Given.Vector vector) || vector.elements().size() != names.size()) {
      return Optional.of("a vector of " + names.size() + " is wanted");
    }
    Optional<String> wrong = leaves(names, vector.elements(), slot, row, attempt);
    if (wrong.isEmpty()) {
      join(attempt, names.size(), ", ", "{", "}");
    }
    return wrong;
  }

  /** Makes one text of the last ones. */
  private static void join(
      Attempt attempt, int count, String between, String before, String behind) {
    List<String> last = attempt.texts.subList(attempt.texts.size() - count, attempt.texts.size());
    String text = last.stream().collect(Collectors.joining(between, before, behind));
    last.clear();
    attempt.texts.add(text);
  }

  /** Adds a text for each name; the reason where one does not fit. */
  private static Optional<String> leaves(
      List<String> names, List<Given> given, Syntax.Slot slot, PtxRow row, Attempt attempt) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Given one = given.get(i);
      if (name.equals("_") || Spelling.isLiteral(name)) {
        boolean same =
            name.equals("_")
                ? one instanceof Given.Sink
                : one instanceof Given.Literal l && l.text().equals(name);
        if (!same) {
          return Optional.of("it must be " + name);
        }
        attempt.leaf(one, false);
        attempt.texts.add(name);
        continue;
      }
      if (name.equals("sreg") && !(one instanceof Given.Special)) {
        return Optional.of("a special register is wanted");
      }
      switch (one) {
        case Given.Special s -> {
          if (!name.equals("sreg")) {
            return Optional.of("a special register is read by mov alone");
          }
          attempt.leaf(one, false);
          attempt.texts.add(s.name());
        }
        case Given.Register r -> {
          if (r.negated() && !slot.negatable()) {
            return Optional.of("it cannot be negated");
          }
          attempt.leaf(one, true);
          attempt.texts.add(r.negated() ? "!" + name : name);
        }
        case Given.Literal l -> plain(one, name, attempt);
        case Given.Symbol s -> plain(one, name, attempt);
        case Given.Sink s -> {
          boolean second = slot.names().size() > 1 && i == 1;
          boolean element =
              slot.shape() == Syntax.Shape.VECTOR || names.size() > slot.names().size();
          if (!second && !element && !row.discards()) {
            return Optional.of("this result cannot be left out");
          }
          plain(one, name, attempt);
        }
        case Given.Address a -> {
          return Optional.of("no address is wanted");
        }
        case Given.Vector v -> {
          return Optional.of("no vector is wanted");
        }
        case Given.Pair p -> {
          return Optional.of("no pair is wanted");
        }
        case Given.Slots s -> {
          return Optional.of("no list is wanted");
        }
      }
    }
    return Optional.empty();
  }

  private static void plain(Given given, String name, Attempt attempt) {
    attempt.leaf(given, true);
    attempt.texts.add(name);
  }

  /** Empty where {@code given} may stand for the formal; else the reason. */
  private static Optional<String> unfit(PtxForm form, Operand formal, Given given) {
    String type = formal.type().ptxName();
    boolean fits =
        switch (given) {
          case Given.Register r -> form.takes(formal, r.regClass());
          case Given.Literal l ->
              (formal.kind() == OperandKind.SRC
                      || formal.kind() == OperandKind.IMMEDIATE
                      || formal.kind() == OperandKind.PRED)
                  && formal.type().acceptsLiteral(l.text());
          case Given.Symbol s ->
              formal.kind() == OperandKind.LABEL
                  || (formal.kind() == OperandKind.SRC
                      && form.row().takesNames()
                      && formal.width() >= 32
                      && formal.type().kind() != PtxType.Kind.FLOAT);
          case Given.Sink s -> formal.isResult();
          case Given.Address a ->
              formal.kind() == OperandKind.ADDRESS
                  && (a.base() == null || formal.accepts(a.base()));
          case Given.Special s -> false;
          case Given.Vector v -> false;
          case Given.Pair p -> false;
          case Given.Slots s -> false;
        };
    return fits
        ? Optional.empty()
        : Optional.of(
            "its operand "
                + formal.name()
                + " ("
                + (formal.kind() == OperandKind.LABEL
                    ? "a label"
                    : formal.kind() == OperandKind.ADDRESS ? "an address" : type)
                + ") cannot be "
                + given.described());
  }
}
