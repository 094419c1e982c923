package dev.ringkernel.ptx.sim.litmus;

import dev.ringkernel.ptx.sim.litmus.CaseTable.Case;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the text form of litmus tests.
 *
 * <pre>
 * # Message passing.
 * litmus MP
 * source: PTX manual, "Causality"
 * unroll 2                              (how often a loop may jump back; 2 if not said)
 * global .b32 x = 0                     (or x[4] for an array)
 * shared .b64 bar = mbarrier 1 @ P0     (in the CTA of P0; or at a place)
 * alias y = x                           (a second virtual address)
 * observe x                             (beside what the condition names)
 *
 * thread P0 0.0.0 {                     (device.cluster.cta, or host)
 *   st.weak.global.b32 [x], 1;
 * }
 *
 * exists P1:%r1 == 1 &amp;&amp; P1:%r2 == 0
 * always x != 7
 * verdict forbidden
 *
 * | case | P1    | $fence        | verdict   | why |
 * | none | 0.0.1 |               | allowed   | …   |
 * </pre>
 *
 * A table makes a test of each row: a column named like a thread places it, a column {@code $name}
 * replaces that word in the text, {@code verdict} and {@code why} (added to the source) are the
 * row's own.
 */
public final class LitmusFile {
  private LitmusFile() {}

  /**
   * All tests of a text, in order.
   *
   * @param file name for messages
   * @throws LitmusException with file and line where the text is none
   */
  public static List<LitmusTest> parse(String file, String text) {
    List<String> lines = text.lines().toList();
    CaseTable table = CaseTable.read(file, lines);
    List<LitmusTest> tests = new ArrayList<>();
    for (Case row : table.cases()) {
      tests.add(new LitmusReader(file, row).read(lines));
    }
    return List.copyOf(tests);
  }
}
