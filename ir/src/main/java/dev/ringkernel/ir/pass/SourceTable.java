package dev.ringkernel.ir.pass;

import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * The sources of a module, as fault words index them; grows where a span is in a file that the
 * module does not list.
 */
final class SourceTable {
  private static final int MOST = 256;
  private final List<String> sources;

  SourceTable(Module module) {
    sources = new ArrayList<>(module.sources());
  }

  /**
   * The low 28 bits of a fault word at {@code span}. The 256th file and those after it are all
   * called 255.
   */
  int place(Span span) {
    if (span.line() == 0) {
      return 0;
    }
    int index = sources.indexOf(span.file());
    if (index < 0 && sources.size() < MOST) {
      index = sources.size();
      sources.add(span.file());
    }
    int file = index < 0 ? MOST - 1 : Math.min(index, MOST - 1);
    return (file << 20) | Math.min(span.line(), 0xfffff);
  }

  List<String> sources() {
    return sources;
  }
}
