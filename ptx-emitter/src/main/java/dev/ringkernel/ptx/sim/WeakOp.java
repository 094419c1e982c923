package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.isa.MemoryOrder;
import dev.ringkernel.ptx.isa.Scope;
import dev.ringkernel.ptx.sim.running.Agent;
import dev.ringkernel.ptx.sim.running.Manner;
import dev.ringkernel.ptx.sim.running.RunningMemory;
import java.util.Arrays;

/** An access of memory, or a fence, in the weak mode. */
sealed interface WeakOp extends Op {

  /** The memory; there is one where such an instruction was decoded. */
  private static RunningMemory memory(Lane t) {
    RunningMemory weak = t.block.launch.weak;
    if (weak == null) {
      throw new IllegalStateException("a weak access in the strong mode");
    }
    return weak;
  }

  /** Whether nobody else reaches it. */
  private static boolean isOwn(Lane t, long at) {
    return Long.compareUnsigned(at - t.local, t.localBytes) < 0;
  }

  /** A plain load of an element by an instruction that there is in both modes. */
  static long load(Lane t, Cell cell, long at) {
    RunningMemory weak = t.block.launch.weak;
    return weak == null || isOwn(t, at)
        ? cell.load(at)
        : cell.extend(weak.load(t.agent(), at, cell.bytes, Manner.WEAK));
  }

  /** A plain store of an element by an instruction that there is in both modes. */
  static void store(Lane t, Cell cell, long at, long value) {
    RunningMemory weak = t.block.launch.weak;
    if (weak == null || isOwn(t, at)) {
      cell.store(at, value);
    } else {
      weak.store(t.agent(), at, cell.bytes, value, Manner.WEAK);
    }
  }

  /** A load; each element by itself. */
  record Load(
      Cell cell, Where where, int[] d, long mask, int a, long offset, Reach reach, Manner manner)
      implements WeakOp {
    @Override
    public int step(Lane t, int pc) {
      long[] r = t.r;
      long at = where.locate(t, r[a], offset, cell.bytes * d.length, reach);
      boolean fresh = false;
      for (int i = 0; i < d.length; i++) {
        long element = at + (long) i * cell.bytes;
        long value =
            mask
                & (isOwn(t, at)
                    ? cell.load(element)
                    : cell.extend(memory(t).load(t.agent(), element, cell.bytes, manner)));
        fresh |= r[d[i]] != value;
        r[d[i]] = value;
      }
      return manner.strong() ? t.looked(fresh, pc + 1) : pc + 1;
    }

    @Override
    public String toString() {
      return "Load" + Arrays.toString(d) + manner;
    }
  }

  /** A store; each element by itself. */
  record Store(Cell cell, Where where, int a, long offset, int[] b, Reach reach, Manner manner)
      implements WeakOp {
    @Override
    public int step(Lane t, int pc) {
      long[] r = t.r;
      long at = where.locate(t, r[a], offset, cell.bytes * b.length, reach);
      for (int i = 0; i < b.length; i++) {
        long element = at + (long) i * cell.bytes;
        if (isOwn(t, at)) {
          cell.store(element, r[b[i]]);
        } else {
          memory(t).store(t.agent(), element, cell.bytes, r[b[i]], manner);
        }
      }
      return pc + 1;
    }

    @Override
    public String toString() {
      return "Store" + Arrays.toString(b) + manner;
    }
  }

  /** A load of 128 bits at once. */
  record LoadWide(Where where, int low, int high, int a, long offset, Reach reach, Manner manner)
      implements WeakOp {
    @Override
    public int step(Lane t, int pc) {
      long at = where.locate(t, t.r[a], offset, 16, reach);
      long[] both = {Raw.get64(at), Raw.get64(at + 8)};
      if (!isOwn(t, at)) {
        memory(t).loadWide(t.agent(), at, manner, both);
      }
      boolean fresh = t.r[low] != both[0] || t.r[high] != both[1];
      t.r[low] = both[0];
      t.r[high] = both[1];
      return manner.strong() ? t.looked(fresh, pc + 1) : pc + 1;
    }
  }

  /** A store of 128 bits at once. */
  record StoreWide(Where where, int a, long offset, int low, int high, Reach reach, Manner manner)
      implements WeakOp {
    @Override
    public int step(Lane t, int pc) {
      long at = where.locate(t, t.r[a], offset, 16, reach);
      if (isOwn(t, at)) {
        Raw.set64(at, t.r[low]);
        Raw.set64(at + 8, t.r[high]);
      } else {
        memory(t).storeWide(t.agent(), at, t.r[low], t.r[high], manner);
      }
      return pc + 1;
    }
  }

  /**
   * An atomic of each element by itself.
   *
   * @param d registers of the old values; none for {@code red}
   * @param c register of a third operand; any where there is none
   */
  record Update(
      dev.ringkernel.ptx.sim.Update update,
      int bits,
      Where where,
      int[] d,
      int a,
      long offset,
      int[] b,
      int c,
      Reach reach,
      Manner manner)
      implements WeakOp {
    @Override
    public int step(Lane t, int pc) {
      long[] r = t.r;
      int bytes = bits / 8;
      long at = where.locate(t, r[a], offset, bytes * b.length, reach);
      boolean shared = where.isShared(r[a]);
      long third = r[c];
      long[] old = new long[b.length];
      for (int i = 0; i < b.length; i++) {
        long operand = r[b[i]];
        long element = at + (long) i * bytes;
        old[i] =
            isOwn(t, at)
                ? Atomic.apply(update, bits, element, operand, third, shared)
                : memory(t)
                    .update(
                        t.agent(),
                        element,
                        bytes,
                        manner,
                        d.length > 0,
                        was -> written(update, was, operand, third, shared));
      }
      boolean fresh = false;
      for (int i = 0; i < d.length; i++) {
        fresh |= r[d[i]] != old[i];
        r[d[i]] = old[i];
      }
      return d.length > 0 ? t.looked(fresh, pc + 1) : pc + 1;
    }

    @Override
    public String toString() {
      return "Update" + update + Arrays.toString(d) + Arrays.toString(b) + manner;
    }
  }

  /** What an atomic writes; null for a compare-and-swap that fails. */
  static @org.jspecify.annotations.Nullable Long written(
      dev.ringkernel.ptx.sim.Update update, long old, long b, long c, boolean shared) {
    return update == dev.ringkernel.ptx.sim.Update.Whole.CAS && old != b
        ? null
        : (Long) update.of(old, b, c, shared);
  }

  /** An atomic of 128 bits; each operand is two registers, the low one first. */
  record UpdateWide(
      boolean compares,
      Where where,
      int[] d,
      int a,
      long offset,
      int[] b,
      int[] c,
      Reach reach,
      Manner manner)
      implements WeakOp {
    @Override
    public int step(Lane t, int pc) {
      long[] r = t.r;
      long at = where.locate(t, r[a], offset, 16, reach);
      long[] expected = {r[b[0]], r[b[1]]};
      int[] from = compares ? c : b;
      long[] fresh = {r[from[0]], r[from[1]]};
      long[] old = new long[2];
      memory(t).updateWide(t.agent(), at, manner, compares, expected, fresh, old);
      boolean changed = r[d[0]] != old[0] || r[d[1]] != old[1];
      r[d[0]] = old[0];
      r[d[1]] = old[1];
      return t.looked(changed, pc + 1);
    }

    @Override
    public String toString() {
      return "UpdateWide" + Arrays.toString(d) + Arrays.toString(b) + manner;
    }
  }

  /** A memory fence. */
  record Order(MemoryOrder order, Scope scope) implements WeakOp {
    @Override
    public int step(Lane t, int pc) {
      memory(t).fence(t.agent(), order, scope);
      return pc + 1;
    }
  }

  /** A fence between the generic and the async proxy, for one of the kinds of memory or both. */
  record Proxy(boolean global, boolean shared) implements WeakOp {
    @Override
    public int step(Lane t, int pc) {
      Agent agent = t.agent();
      memory(t).fenceAsync(agent, global, shared);
      return pc + 1;
    }
  }
}
