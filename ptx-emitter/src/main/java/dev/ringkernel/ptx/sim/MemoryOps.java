package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.isa.MemoryOrder;
import dev.ringkernel.ptx.isa.PtxType;

/** Decodes loads and stores. */
final class MemoryOps {
  private MemoryOps() {}

  private static boolean strong(Site s) {
    MemoryOrder order = s.form().effects().order();
    return order != MemoryOrder.WEAK && order != MemoryOrder.NONE;
  }

  static Op load(Site s) {
    Memory op = plainLoad(s);
    return s.weak() ? WeakOps.of(s, op) : op;
  }

  private static Memory plainLoad(Site s) {
    PtxType type = s.resultFormal(0).type();
    Cell cell = Cell.of(type);
    Place place = s.place(0, cell.bytes * s.resultCount());
    Reach reach = s.reach(false);
    if (cell == Cell.B128) {
      int[] d = s.wideResult(0);
      return new Memory.LoadWide(place.where(), d[0], d[1], place.a(), place.offset(), reach);
    }
    int[] d = s.results();
    long mask = s.resultMask(0);
    return d.length > 1 || strong(s)
        ? new Memory.LoadAll(
            cell, place.where(), strong(s), d, mask, place.a(), place.offset(), reach)
        : new Memory.Load(cell, place.where(), d[0], mask, place.a(), place.offset(), reach);
  }

  static Op store(Site s) {
    // st.async and st.bulk are other instructions, which happen to share the opcode.
    if (s.has("async")) {
      return AsyncOps.store(s);
    }
    if (s.has("bulk")) {
      return AsyncOps.fill(s);
    }
    Memory op = plainStore(s);
    return s.weak() ? WeakOps.of(s, op) : op;
  }

  private static Memory plainStore(Site s) {
    PtxType type = s.inputFormal(0).type();
    Cell cell = Cell.of(type);
    Place place = s.place(0, cell.bytes * s.inputCount());
    Reach reach = s.reach(true);
    if (cell == Cell.B128) {
      int[] b = s.wideInput(0);
      return new Memory.StoreWide(place.where(), place.a(), place.offset(), b[0], b[1], reach);
    }
    int[] b = s.inputs();
    return b.length > 1 || strong(s)
        ? new Memory.StoreAll(cell, place.where(), strong(s), place.a(), place.offset(), b, reach)
        : new Memory.Store(cell, place.where(), place.a(), place.offset(), b[0], reach);
  }
}
