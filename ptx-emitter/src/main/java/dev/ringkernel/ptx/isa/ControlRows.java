package dev.ringkernel.ptx.isa;

import static dev.ringkernel.ptx.isa.Effects.CALL;
import static dev.ringkernel.ptx.isa.Effects.CONTROL;
import static dev.ringkernel.ptx.isa.Effects.VARYING;

import java.util.List;

/** Control flow and miscellaneous. */
final class ControlRows {
  private ControlRows() {}

  private static final Rows.Section S =
      new Rows.Section("Control Flow", "control-flow-instructions-");
  private static final Rows.Section C = S.with(Rows.Mark.FOREIGN);
  private static final Rows.Section M =
      new Rows.Section("Miscellaneous", "miscellaneous-instructions-");

  private static final Rows.Section K =
      new Rows.Section("Stack Manipulation", "stack-manipulation-instructions-");

  // @formatter:off
  static final List<PtxRow> ROWS = List.of(
      S.row("bra{.uni} t",           "", "t:label", "1.0", CONTROL, "bra"),
      S.row("brx.idx{.uni} a, t",    "", "a:u32 t:label", "6.0 sm_30", CONTROL, "brx-idx"),
      S.row("call{.uni} t",          "", "t:label", "1.0", CALL, "call"),
      S.row("call{.uni} t, (a)",     "", "t:label", "1.0", CALL, "call"),
      S.row("call{.uni} (d), t",     "", "t:label", "1.0", CALL, "call"),
      S.row("call{.uni} (d), t, (a)", "", "t:label", "1.0", CALL, "call"),
      C.row("call{.uni} t, f",       "", "t:u64 f:label", "2.1 sm_20", CALL, "call"),
      C.row("call{.uni} t, (a), f",  "", "t:u64 f:label", "2.1 sm_20", CALL, "call"),
      C.row("call{.uni} (d), t, f",  "", "t:u64 f:label", "2.1 sm_20", CALL, "call"),
      C.row("call{.uni} (d), t, (a), f", "", "t:u64 f:label", "2.1 sm_20", CALL, "call"),
      S.row("ret{.uni}",             "", "", "1.0", CONTROL, "ret"),
      S.row("exit",                  "", "", "1.0", CONTROL, "exit"),
      K.row("stacksave.type d",      "type=u32,u64", "", "7.3 sm_52", VARYING, "stacksave"),
      K.row("stackrestore.type a",   "type=u32,u64", "", "7.3 sm_52", VARYING, "stackrestore"),
      K.row("alloca.type d, a",      "type=u32,u64", "", "7.3 sm_52", VARYING, "alloca"),
      K.with(Rows.Mark.FOREIGN).row("alloca.type d, a, n",   "type=u32,u64", "n:u32!", "7.3 sm_52", VARYING, "alloca"),
      M.row("nanosleep.u32 a",       "", "", "6.3 sm_70", VARYING, "nanosleep"),
      M.row("trap",                  "", "", "1.0", CONTROL, "trap"),
      M.row("brkpt",                 "", "", "1.0", VARYING, "brkpt"),
      M.row("pmevent n",             "", "n:u32!", "1.4", VARYING, "pmevent"),
      M.row("setmaxnreg.action.sync.aligned.u32 n", "action=inc,dec", "n:u32!", "8.0 sm_90a | 8.6 sm_100f | 8.7 sm_120f | 9.0 sm_110f", VARYING.alsoConvergent(), "setmaxnreg"));
  // @formatter:on
}
