package dev.ringkernel.ptx.isa;

import java.util.Optional;

/**
 * What executing an instruction does beyond computing its result.
 *
 * @param reads reads memory, or orders reads
 * @param writes writes memory, or orders writes
 * @param convergent must be executed by the same lanes before and after any transformation
 *     (barriers, shuffles, votes)
 * @param control transfers control or ends the thread
 * @param varying gives a different result each time (clocks, active mask) and must not be merged or
 *     moved across another varying instruction
 * @param order ordering of its memory access; {@link MemoryOrder#NONE} where it has none
 * @param scope scope of a strong access or fence; empty for weak accesses and for none
 */
public record Effects(
    boolean reads,
    boolean writes,
    boolean convergent,
    boolean control,
    boolean varying,
    MemoryOrder order,
    Optional<Scope> scope) {

  static final Effects PURE = of(false, false);
  static final Effects READ = of(true, false).ordered(MemoryOrder.WEAK);
  static final Effects WRITE = of(false, true).ordered(MemoryOrder.WEAK);
  static final Effects READ_WRITE = of(true, true).ordered(MemoryOrder.WEAK);
  static final Effects ATOMIC = of(true, true).ordered(MemoryOrder.RELAXED).at(Scope.GPU);
  static final Effects FENCE = of(true, true).ordered(MemoryOrder.ACQ_REL);
  static final Effects CONVERGENT =
      new Effects(false, false, true, false, false, MemoryOrder.NONE, Optional.empty());
  static final Effects BARRIER =
      new Effects(true, true, true, false, false, MemoryOrder.ACQ_REL, Optional.of(Scope.CTA));
  static final Effects CONTROL =
      new Effects(false, false, false, true, false, MemoryOrder.NONE, Optional.empty());
  static final Effects CALL =
      new Effects(true, true, true, true, true, MemoryOrder.WEAK, Optional.empty());
  static final Effects VARYING =
      new Effects(false, false, false, false, true, MemoryOrder.NONE, Optional.empty());

  private static Effects of(boolean reads, boolean writes) {
    return new Effects(reads, writes, false, false, false, MemoryOrder.NONE, Optional.empty());
  }

  /** Whether equal operands give equal results and an unused result may be dropped. */
  public boolean pure() {
    return !reads && !writes && !convergent && !control && !varying;
  }

  Effects ordered(MemoryOrder newOrder) {
    return new Effects(reads, writes, convergent, control, varying, newOrder, scope);
  }

  Effects at(Scope newScope) {
    return new Effects(reads, writes, convergent, control, varying, order, Optional.of(newScope));
  }

  Effects alsoVarying() {
    return new Effects(reads, writes, convergent, control, true, order, scope);
  }

  Effects alsoConvergent() {
    return new Effects(reads, writes, true, control, varying, order, scope);
  }

  /** A short text for listings, such as {@code reads acquire sys}. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    append(out, reads && writes ? "reads+writes" : reads ? "reads" : writes ? "writes" : "");
    append(out, order == MemoryOrder.NONE ? "" : order.name().toLowerCase(java.util.Locale.ROOT));
    append(out, scope.map(s -> s.name().toLowerCase(java.util.Locale.ROOT)).orElse(""));
    append(out, convergent ? "convergent" : "");
    append(out, control ? "control" : "");
    append(out, varying ? "varying" : "");
    return out.isEmpty() ? "pure" : out.toString();
  }

  private static void append(StringBuilder out, String word) {
    if (!word.isEmpty()) {
      out.append(out.isEmpty() ? "" : " ").append(word);
    }
  }
}
