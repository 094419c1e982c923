package dev.ringkernel.ptx.sim;

import dev.ringkernel.ir.Span;
import org.jspecify.annotations.Nullable;

/**
 * What a check found. Found once for each pair of places, however often it happens.
 *
 * @param kind what it is
 * @param kernel the kernel's name in PTX
 * @param at where
 * @param other the other side of a conflict, or null where there is none
 * @param address the address as native memory, or 0
 * @param sentence what is wrong, with the values, and what to do
 */
public record SimFinding(
    Kind kind, String kernel, Side at, @Nullable Side other, long address, String sentence) {

  /** The kinds of finding, with the check that each is of. */
  public enum Kind {
    // @formatter:off
    RACE                (SimCheck.RACES),
    NARROW_SCOPE        (SimCheck.RACES),
    HOST_RACE           (SimCheck.RACES),
    OUT_OF_BOUNDS       (SimCheck.MEMORY),
    USE_AFTER_FREE      (SimCheck.MEMORY),
    MISALIGNED          (SimCheck.MEMORY),
    UNINITIALISED_SHARED(SimCheck.INITIALISED),
    UNINITIALISED_LOCAL (SimCheck.INITIALISED),
    READ_ONLY_CHANGED   (SimCheck.READONLY),
    DIVERGENT_BARRIER   (SimCheck.BARRIERS),
    EXITED_AT_BARRIER   (SimCheck.BARRIERS),
    BARRIER_MISUSE      (SimCheck.BARRIERS),
    MBARRIER_MISUSE     (SimCheck.MBARRIERS),
    DEADLOCK            (SimCheck.PROGRESS),
    LOST_PROGRESS       (SimCheck.PROGRESS),
    MISSING_STOP_POLL   (SimCheck.STOP);
    // @formatter:on

    private final SimCheck check;

    Kind(SimCheck check) {
      this.check = check;
    }

    /** The check that finds it. */
    public SimCheck check() {
      return check;
    }
  }

  /**
   * Where something happens, and by whom.
   *
   * @param place the Java place, or the place in the PTX text; {@link Span#NONE} for the host
   * @param line the line in the PTX text, or 0 where the text was not read
   * @param instruction as text
   * @param block the block in its grid, or null for the host
   * @param thread the thread in its block, or null for the host
   */
  public record Side(
      Span place, int line, String instruction, @Nullable Dim3 block, @Nullable Dim3 thread) {

    /** The place and the instruction, for people. */
    @Override
    public String toString() {
      StringBuilder out = new StringBuilder();
      if (!place.equals(Span.NONE)) {
        out.append(place);
        for (Span from = place.callSite(); from != null; from = from.callSite()) {
          out.append(" in ").append(from);
        }
        out.append(' ');
      }
      out.append('\'').append(instruction).append('\'');
      if (line > 0) {
        out.append(" (PTX line ").append(line).append(')');
      }
      if (block != null) {
        out.append(" by thread ").append(thread).append(" of block ").append(block);
      }
      return out.toString();
    }
  }

  /** All of it in one text, for people. */
  @Override
  public String toString() {
    return kind.check().word()
        + ": "
        + kernel
        + ": "
        + sentence
        + "\n    "
        + at
        + (other == null ? "" : "\n    " + other);
  }
}
