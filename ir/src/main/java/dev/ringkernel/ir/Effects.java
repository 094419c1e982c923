package dev.ringkernel.ir;

/**
 * What an instruction does beyond computing its results.
 *
 * @param reads reads memory
 * @param writes writes memory
 * @param convergent must not be moved across control flow, duplicated into, or made to depend on
 *     new conditions (barriers, shuffles, votes)
 * @param varying two executions with equal operands may give different results (clocks, special
 *     counters)
 * @param order memory order it has or imposes
 * @param scope scope of that order
 */
public record Effects(
    boolean reads, boolean writes, boolean convergent, boolean varying, Order order, Scope scope) {

  /** Memory order (PTX ISA, "Memory Consistency Model"). */
  public enum Order {
    NONE,
    WEAK,
    RELAXED,
    ACQUIRE,
    RELEASE,
    ACQ_REL,
    SC
  }

  /** Scope of a memory order. */
  public enum Scope {
    NONE,
    CTA,
    CLUSTER,
    GPU,
    SYS
  }

  /** A function of its operands alone. */
  public static final Effects PURE =
      new Effects(false, false, false, false, Order.NONE, Scope.NONE);

  public static final Effects WEAK_READ =
      new Effects(true, false, false, false, Order.WEAK, Scope.NONE);

  public static final Effects WEAK_WRITE =
      new Effects(false, true, false, false, Order.WEAK, Scope.NONE);

  /** The most conservative: what an unknown call may do. */
  public static final Effects ANY = new Effects(true, true, true, true, Order.SC, Scope.SYS);

  /** True when an instruction that has results may be dropped if nothing uses them. */
  public boolean isRemovable() {
    return !writes && !convergent && (order == Order.NONE || order == Order.WEAK);
  }

  /** True when equal operands give equal results at any place. */
  public boolean isPure() {
    return !reads && !varying && isRemovable();
  }
}
