package dev.ringkernel.ptx.isa;

import java.util.ArrayList;
import java.util.List;

/** Collects the rows of all sections, in the manual's order. */
final class Rows {
  private Rows() {}

  /** A chapter of the manual, whose rows share a title and the start of their anchors. */
  record Section(String title, String anchorPrefix) {

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
    rows.addAll(FloatRows.ROWS);
    rows.addAll(CompareRows.ROWS);
    rows.addAll(LogicRows.ROWS);
    rows.addAll(MoveRows.ROWS);
    rows.addAll(ConvertRows.ROWS);
    rows.addAll(MemoryRows.ROWS);
    rows.addAll(AsyncRows.ROWS);
    rows.addAll(ControlRows.ROWS);
    rows.addAll(SyncRows.ROWS);
    rows.addAll(AtomicRows.ROWS);
    return List.copyOf(rows);
  }
}
