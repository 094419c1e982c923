package dev.ringkernel.ptx.isa;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row of the instruction table. The columns are texts, read when the row is first used; immutable
 * to the outside and safe for threads.
 */
public final class PtxRow {
  private final Rows.Section section;
  private final String syntax;
  private final String where;
  private final String types;
  private final String since;
  private final Effects effects;
  private final String anchor;
  private volatile @Nullable Syntax parsedSyntax;
  private volatile @Nullable Details details;

  /** What is read only when a spelling has the row's modifiers. */
  private record Details(Map<String, String> types, List<Rule> rules) {}

  /** A condition on the chosen modifiers; all of {@code all} and none of {@code none} hold. */
  record Rule(List<Set<String>> all, Availability.@Nullable Clause clause) {

    boolean applies(Map<String, String> bound) {
      for (Set<String> any : all) {
        boolean holds = false;
        for (String word : any) {
          boolean negated = word.startsWith("!");
          String name = negated ? word.substring(1) : word;
          int eq = name.indexOf('=');
          boolean present =
              eq < 0
                  ? bound.containsKey(name) || bound.containsValue(name)
                  : name.substring(eq + 1).equals(bound.get(name.substring(0, eq)));
          holds |= present != negated;
        }
        if (!holds) {
          return false;
        }
      }
      return true;
    }

    /** Reads {@code ".b128 .cta/.gpu: 8.3 sm_90"}; {@code none} for what the row excludes. */
    static Rule parse(String text) {
      int colon = text.lastIndexOf(": ");
      List<Set<String>> all = new ArrayList<>();
      if (colon >= 0) {
        for (String word : Spelling.words(text.substring(0, colon))) {
          List<String> any = new ArrayList<>();
          for (String alternative : word.split("/")) {
            any.add(
                alternative.startsWith("!.")
                    ? "!".concat(alternative.substring(2))
                    : alternative.substring(1));
          }
          all.add(Set.copyOf(any));
        }
      }
      String need = text.substring(colon < 0 ? 0 : colon + 1).strip();
      return new Rule(all, need.equals("none") ? null : Availability.Clause.parse(need));
    }
  }

  PtxRow(
      Rows.Section section,
      String syntax,
      String where,
      String types,
      String since,
      Effects effects,
      String anchor) {
    this.section = section;
    this.syntax = syntax;
    this.where = where;
    this.types = types;
    this.since = since;
    this.effects = effects;
    this.anchor = anchor;
  }

  /** The manual's chapter that the row belongs to, such as {@code Integer Arithmetic}. */
  public String section() {
    return section.title();
  }

  /** Whether only texts of other compilers use it, and the emitter never does. */
  public boolean isForeign() {
    return section.marks().contains(Rows.Mark.FOREIGN);
  }

  /** Whether {@code _} may stand for its (first) result. */
  boolean discards() {
    return section.marks().contains(Rows.Mark.DISCARDS);
  }

  /** Whether a variable or function may stand for a source, meaning its address. */
  boolean takesNames() {
    return base().equals("mov") || base().equals("cvta");
  }

  /** The syntax line in the manual's notation. */
  public String syntax() {
    return syntax;
  }

  /** The values of the named modifiers: {@code type=u32,s32; scope=cta,gpu}. */
  public String where() {
    return where;
  }

  /** The operand types that do not follow from the modifiers: {@code d:u32}. */
  public String types() {
    return types;
  }

  /** Where the row and its special spellings exist, as written in the table. */
  public String since() {
    return since;
  }

  /** The effects before modifiers are taken into account. */
  public Effects effects() {
    return effects;
  }

  /** The address of the instruction's section in the PTX manual. */
  public String manual() {
    return "https://docs.nvidia.com/cuda/parallel-thread-execution/#"
        + section.anchorPrefix()
        + anchor;
  }

  /** The opcode up to its first modifier. */
  public String base() {
    int end = 0;
    while (end < syntax.length() && ".{ ".indexOf(syntax.charAt(end)) < 0) {
      end++;
    }
    return syntax.substring(0, end);
  }

  @Override
  public String toString() {
    return syntax;
  }

  Syntax parsedSyntax() {
    Syntax result = parsedSyntax;
    if (result == null) {
      result = Syntax.parse(syntax, where);
      parsedSyntax = result;
    }
    return result;
  }

  private Details details() {
    Details result = details;
    if (result == null) {
      Map<String, String> typeOf = new HashMap<>();
      for (String part : Spelling.words(types)) {
        int colon = part.indexOf(':');
        typeOf.put(part.substring(0, colon), part.substring(colon + 1));
      }
      List<Rule> rules = new ArrayList<>();
      for (String part : since.split(";")) {
        if (!part.isBlank()) {
          rules.add(Rule.parse(part.strip()));
        }
      }
      result = new Details(typeOf, List.copyOf(rules));
      details = result;
    }
    return result;
  }

  /** Empty where the row has the combination; else the rule that excludes it, as in the table. */
  Optional<String> excluded(Map<String, String> bound) {
    for (Rule rule : details().rules()) {
      if (rule.clause() == null && rule.applies(bound)) {
        return Optional.of("the row has no spelling with " + words(rule));
      }
    }
    return Optional.empty();
  }

  /**
   * Every spelling of the row that {@link PtxTable#resolve} takes: all choices of modifiers that no
   * rule excludes, each with every choice of optional operands.
   */
  public List<String> spellings() {
    Syntax line = parsedSyntax();
    List<String> all = new ArrayList<>();
    for (Map<String, String> bound : line.choices()) {
      if (excluded(bound).isEmpty()) {
        spell(line, bound, 0, line.opcode(bound), all);
      }
    }
    return List.copyOf(all);
  }

  private void spell(
      Syntax line, Map<String, String> bound, int slot, String text, List<String> all) {
    if (slot == line.slots().size()) {
      all.add(text);
      return;
    }
    Syntax.Slot next = line.slots().get(slot);
    if (next.optional()) {
      spell(line, bound, slot + 1, text, all);
    }
    String before = text + (text.indexOf(' ') < 0 ? " " : ", ");
    for (String operand : operandTexts(next, bound)) {
      spell(line, bound, slot + 1, before + operand, all);
    }
  }

  private List<String> operandTexts(Syntax.Slot slot, Map<String, String> bound) {
    String name = slot.names().getFirst();
    return switch (slot.shape()) {
      case ADDRESS -> List.of("[" + name + "]");
      case PAIR -> List.of(String.join("|", slot.names()));
      case OPTIONAL_PAIR -> List.of(name, String.join("|", slot.names()));
      case VECTOR -> List.of("{" + String.join(", ", slot.names()) + "}");
      case LIST -> List.of("(" + name + ")");
      case PLAIN -> {
        if (Spelling.isLiteral(name) || name.equals("_")) {
          yield List.of(name);
        }
        if (name.equals("sreg")) {
          PtxType type = typeOf(name, bound).type();
          yield SpecialRegister.all().stream()
              .filter(r -> r.type().bits() == type.bits())
              .map(SpecialRegister::name)
              .toList();
        }
        int lanes = typeOf(name, bound).lanes();
        if (lanes > 0) {
          List<String> names = new ArrayList<>();
          for (int i = 0; i < lanes; i++) {
            names.add(name + i);
          }
          yield List.of("{" + String.join(", ", names) + "}");
        }
        yield slot.negatable() ? List.of(name, "!" + name) : List.of(name);
      }
    };
  }

  List<Rule> rules() {
    return details().rules();
  }

  private static String words(Rule rule) {
    StringBuilder out = new StringBuilder();
    for (Set<String> any : rule.all()) {
      out.append(out.isEmpty() ? "" : " and ");
      out.append(
          String.join(
              "/",
              any.stream()
                  .sorted()
                  .map(w -> w.startsWith("!") ? "no ." + w.substring(1) : "." + w)
                  .toList()));
    }
    return out.toString();
  }

  Availability availability(Map<String, String> bound) {
    List<Availability.Clause> clauses = new ArrayList<>();
    for (Rule rule : details().rules()) {
      Availability.Clause clause = rule.clause();
      if (clause != null && rule.applies(bound)) {
        clauses.add(clause);
      }
    }
    return new Availability(List.copyOf(clauses));
  }

  private static final Map<String, MemoryOrder> ORDERS =
      Map.of(
          "weak",
          MemoryOrder.WEAK,
          "volatile",
          MemoryOrder.VOLATILE,
          "relaxed",
          MemoryOrder.RELAXED,
          "acquire",
          MemoryOrder.ACQUIRE,
          "release",
          MemoryOrder.RELEASE,
          "acq_rel",
          MemoryOrder.ACQ_REL,
          "sc",
          MemoryOrder.SC,
          "mmio",
          MemoryOrder.MMIO);

  Effects effects(Map<String, String> bound) {
    Effects result = effects;
    for (String value : bound.values()) {
      MemoryOrder order = ORDERS.get(value);
      // mmio.relaxed is one ordering, stronger than relaxed alone
      if (order != null
          && result.order() != MemoryOrder.MMIO
          && effects.order() != MemoryOrder.NONE) {
        result = result.ordered(order);
      }
    }
    String scope = bound.get("scope");
    if (scope != null) {
      String name = scope.equals("gl") ? "GPU" : scope.toUpperCase(Locale.ROOT);
      result = result.at(Scope.valueOf(name));
    }
    if (result.order() == MemoryOrder.VOLATILE) {
      result = result.at(Scope.SYS);
    }
    return result;
  }

  /** The type that operand {@code name} has under the chosen modifiers, and how it is used. */
  OperandType typeOf(String name, Map<String, String> bound) {
    String spec = details().types().getOrDefault(name, "");
    int lanes = 0;
    int star = spec.indexOf('*');
    if (star >= 0) {
      String count = spec.substring(star + 1);
      String vec = bound.get(count);
      lanes = vec != null ? Integer.parseInt(vec, 1, vec.length(), 10) : count(count);
      spec = spec.substring(0, star);
    }
    boolean immediate = spec.endsWith("!");
    if (immediate) {
      spec = spec.substring(0, spec.length() - 1);
    }
    if (spec.isEmpty()) {
      return new OperandType(defaultType(name, bound), lanes, immediate, false);
    }
    return switch (spec) {
      case "label" -> new OperandType(PtxType.B64, 0, false, true);
      case "wide" -> new OperandType(defaultType("", bound).widened(), lanes, immediate, false);
      default -> {
        String chosen = bound.getOrDefault(spec, spec);
        PtxType type = PtxType.find(chosen);
        if (type == null) {
          throw new IllegalStateException("'" + chosen + "' is no type, in row " + this);
        }
        yield new OperandType(type, lanes, immediate, false);
      }
    };
  }

  /** The length of a vector: a number, or what an absent modifier stands for, 0. */
  private static int count(String text) {
    return Character.isDigit(text.charAt(0)) ? Integer.parseInt(text) : 0;
  }

  /** An operand's type, vector length (0 for none), and whether it must be a constant or label. */
  record OperandType(PtxType type, int lanes, boolean immediate, boolean label) {}

  private PtxType defaultType(String name, Map<String, String> bound) {
    if (name.equals("p") || name.equals("q")) {
      return PtxType.PRED;
    }
    String chosen = null;
    if (name.equals("d")) {
      chosen = bound.get("dtype");
    } else if (name.equals("a")) {
      chosen = bound.get("atype");
    }
    if (chosen == null) {
      chosen = bound.get("type");
    }
    if (chosen == null) {
      for (String value : bound.values()) {
        if (PtxType.find(value) != null) {
          chosen = value;
        }
      }
    }
    PtxType type = chosen == null ? null : PtxType.find(chosen);
    if (type == null) {
      throw new IllegalStateException("operand " + name + " has no type in row " + this);
    }
    return type;
  }
}
