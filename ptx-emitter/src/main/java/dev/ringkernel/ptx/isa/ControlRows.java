package dev.ringkernel.ptx.isa;

import static dev.ringkernel.ptx.isa.Effects.CONTROL;
import static dev.ringkernel.ptx.isa.Effects.VARYING;

import java.util.List;

/** Control flow and miscellaneous. */
final class ControlRows {
  private ControlRows() {}

  private static final Rows.Section S =
      new Rows.Section("Control Flow", "control-flow-instructions-");
  private static final Rows.Section M =
      new Rows.Section("Miscellaneous", "miscellaneous-instructions-");

  // @formatter:off
  static final List<PtxRow> ROWS = List.of(
      S.row("bra{.uni} t",           "", "t:label", "1.0", CONTROL, "bra"),
      S.row("brx.idx{.uni} a, t",    "", "a:u32 t:label", "6.0 sm_30", CONTROL, "brx-idx"),
      S.row("ret{.uni}",             "", "", "1.0", CONTROL, "ret"),
      S.row("exit",                  "", "", "1.0", CONTROL, "exit"),
      M.row("nanosleep.u32 a",       "", "", "6.3 sm_70", VARYING, "nanosleep"),
      M.row("trap",                  "", "", "1.0", CONTROL, "trap"),
      M.row("brkpt",                 "", "", "1.0", VARYING, "brkpt"));
  // @formatter:on
}
