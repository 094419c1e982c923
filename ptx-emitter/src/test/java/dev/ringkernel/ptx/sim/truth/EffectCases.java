package dev.ringkernel.ptx.sim.truth;

import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxRow;
import dev.ringkernel.ptx.isa.PtxTable;
import dev.ringkernel.ptx.isa.PtxVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The launches that show what instructions with effects do. Of the spellings of a row that differ
 * only in order, scope or hints one is taken, in turn.
 */
final class EffectCases {
  private static final Set<String> TURNS =
      Set.of("weak", "cop", "sem", "scope", "evict", "prefetch", "cta", "acquire");

  private static final PtxVersion VERSION = PtxVersion.parse("9.0");

  private EffectCases() {}

  static EffectFiles all() {
    EffectFiles files = new EffectFiles();
    int turn = 0;
    for (PtxRow row : PtxTable.rows()) {
      Map<String, List<PtxForm>> groups = new LinkedHashMap<>();
      for (String spelling : row.spellings()) {
        PtxForm form = PtxTable.resolve(spelling);
        if (runs(form)) {
          Map<String, String> kept = new TreeMap<>(form.modifiers());
          kept.keySet().removeAll(TURNS);
          groups.computeIfAbsent(kept + operands(form), k -> new ArrayList<>()).add(form);
        }
      }
      for (List<PtxForm> group : groups.values()) {
        add(group.get(turn++ * 7 % group.size()), files);
      }
    }
    CorpusEffects.add(files);
    return files;
  }

  /** Whether the hardware of the record runs the form, from PTX of today. */
  static boolean runs(PtxForm form) {
    return form.availability().check(Case.TARGET, VERSION).isEmpty();
  }

  private static String operands(PtxForm form) {
    String text = form.toString();
    int space = text.indexOf(' ');
    return space < 0 ? "" : text.substring(space);
  }

  private static void add(PtxForm form, EffectFiles files) {
    if (MemoryEffects.takes(form)) {
      MemoryEffects.add(form, files);
    } else if (WarpEffects.takes(form)) {
      WarpEffects.add(form, files);
    } else if (MatrixEffects.takes(form)) {
      MatrixEffects.add(form, files);
    } else if (MatrixMoveEffects.takes(form)) {
      MatrixMoveEffects.add(form, files);
    } else if (WmmaEffects.takes(form)) {
      WmmaEffects.add(form, files);
    } else if (SyncEffects.takes(form)) {
      SyncEffects.add(form, files);
    } else if (CarryEffects.takes(form)) {
      CarryEffects.add(form, files);
    }
  }
}
