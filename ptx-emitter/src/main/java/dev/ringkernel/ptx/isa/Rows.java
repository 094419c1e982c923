package dev.ringkernel.ptx.isa;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Collects the rows of all sections, in the manual's order. */
final class Rows {
  private Rows() {}

  /** What is said of a row beyond its columns. */
  enum Mark {
    /** The emitter has no use for it: it is there to read what other compilers write. */
    FOREIGN,
    /** {@code _} may stand for its result, not only for an element of one or the second of two. */
    DISCARDS
  }

  /** A chapter of the manual, whose rows share a title, the start of their anchors and marks. */
  record Section(String title, String anchorPrefix, Set<Mark> marks) {

    Section(String title, String anchorPrefix) {
      this(title, anchorPrefix, Set.of());
    }

    /** The same chapter, for rows with a mark. */
    Section with(Mark mark) {
      Set<Mark> all = EnumSet.of(mark);
      all.addAll(marks);
      return new Section(title, anchorPrefix, Set.copyOf(all));
    }

    /**
     * A row: syntax line, values of its named modifiers, operand types that do not follow from the
     * modifiers, availability, effects, end of the manual's anchor.
     */
    PtxRow row(
        String syntax, String where, String types, String since, Effects effects, String anchor) {
      return new PtxRow(this, syntax, where, types, since, effects, anchor);
    }
  }

  static List<PtxRow> all() {
    List<PtxRow> rows = new ArrayList<>();
    rows.addAll(IntegerRows.ROWS);
    rows.addAll(CarryRows.ROWS);
    rows.addAll(FloatRows.ROWS);
    rows.addAll(CompareRows.ROWS);
    rows.addAll(LogicRows.ROWS);
    rows.addAll(VideoRows.ROWS);
    rows.addAll(MoveRows.ROWS);
    rows.addAll(ConvertRows.ROWS);
    rows.addAll(MemoryRows.ROWS);
    rows.addAll(AsyncRows.ROWS);
    rows.addAll(MatrixRows.ROWS);
    rows.addAll(ControlRows.ROWS);
    rows.addAll(SyncRows.ROWS);
    rows.addAll(AtomicRows.ROWS);
    return List.copyOf(rows);
  }
}
