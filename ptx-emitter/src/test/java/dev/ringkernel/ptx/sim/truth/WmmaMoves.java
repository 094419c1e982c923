package dev.ringkernel.ptx.sim.truth;

import dev.ringkernel.ptx.isa.PtxRow;
import dev.ringkernel.ptx.isa.PtxTable;
import java.util.HashMap;
import java.util.Map;

/** The rows of the loads and stores of {@code wmma}, by their opcodes. */
final class WmmaMoves {
  private static final Map<String, String> ROWS = new HashMap<>();

  static {
    for (PtxRow row : PtxTable.rows()) {
      if (row.syntax().startsWith("wmma.load") || row.syntax().startsWith("wmma.store")) {
        for (String spelling : row.spellings()) {
          ROWS.put(spelling.substring(0, spelling.indexOf(' ')), row.toString());
        }
      }
    }
  }

  private WmmaMoves() {}

  static String row(String opcode) {
    String row = ROWS.get(opcode);
    if (row == null) {
      throw new IllegalStateException("no row has " + opcode);
    }
    return row;
  }
}
