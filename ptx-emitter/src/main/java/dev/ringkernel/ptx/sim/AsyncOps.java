package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.sim.AsyncOp.Range;
import dev.ringkernel.ptx.sim.Problems.Refused;
import java.util.List;

/** Decodes asynchronous operations. */
final class AsyncOps {
  private static final List<Long> SIZES = List.of(4L, 8L, 16L);

  private AsyncOps() {}

  private static Range range(Site s, int i, String space, int unit, boolean writes) {
    return new Range(s.place(i, space, unit), s.reach(writes));
  }

  private static MbarrierOp.Word object(Site s, int i, String space) {
    return new MbarrierOp.Word(s.place(i, space, Mbarriers.BYTES), s.reach(true));
  }

  /** {@code cp.async} and all that begins so. */
  static Op copy(Site s) {
    boolean bulk = s.has("bulk");
    if (s.has("commit_group")) {
      return new AsyncOp.Commit(bulk);
    }
    if (s.has("wait_group")) {
      return new AsyncOp.Await(bulk, s.has("read"), s.constant(0));
    }
    if (s.has("wait_all")) {
      return new AsyncOp.AwaitAll();
    }
    if (s.has("mbarrier")) {
      return new AsyncOp.ArriveBehind(object(s, 0, s.space()), s.has("noinc"));
    }
    if (!bulk) {
      return plain(s);
    }
    return s.has("prefetch") ? new Nothing() : bulk(s);
  }

  private static Op plain(Site s) {
    // The row fixes the size of .cg, so that it is no operand.
    int next = s.has("cg") ? 0 : 1;
    long size = next == 0 ? 16 : s.constant(0);
    if (!SIZES.contains(size)) {
      throw new Refused("cp.async copies 4, 8 or 16 bytes, not " + size);
    }
    String to = s.has("shared::cta") ? "shared::cta" : "shared";
    boolean more = s.inputCount() > next;
    boolean ignores = more && s.inputFormal(next).type() == PtxType.PRED;
    return new AsyncOp.Copy(
        range(s, 0, to, (int) size, true),
        range(s, 1, "global", (int) size, false),
        (int) size,
        more && !ignores ? s.input(next) : -1,
        ignores ? s.input(next) : -1,
        ignores ? s.when(next) : 0);
  }

  /** The spaces stand in the opcode: {@code cp.async.bulk.TO.FROM…}. */
  private static Op bulk(Site s) {
    String[] parts = s.form().opcode().split("\\.");
    String to = parts[3];
    String from = parts[4];
    if (s.has("bulk_group")) {
      return new AsyncOp.Bulk(
          range(s, 0, to, 16, true), range(s, 1, from, 16, false), s.input(0), null, -1);
    }
    return new AsyncOp.Bulk(
        range(s, 0, to, 16, true),
        range(s, 1, from, 16, false),
        s.input(0),
        object(s, 2, to),
        s.has("multicast::cluster") ? s.input(1) : -1);
  }

  /** {@code st.async}. */
  static Op store(Site s) {
    Cell cell = Cell.of(s.inputFormal(0).type());
    int[] b = s.inputs();
    return new AsyncOp.Store(
        cell,
        range(s, 0, s.space(), cell.bytes * b.length, true),
        b,
        s.addressCount() > 1 ? object(s, 1, s.space()) : null);
  }

  /** {@code st.bulk}. */
  static Op fill(Site s) {
    return new AsyncOp.Fill(range(s, 0, s.space(), 8, true), s.input(0));
  }

  /** {@code red.async}. */
  static Op reduce(Site s, Update update, PtxType type) {
    return new AsyncOp.Reduce(
        update,
        type.bits(),
        range(s, 0, s.space(), type.bits() / 8, true),
        s.input(0),
        object(s, 1, s.space()));
  }

  static Op clusterLaunchControl(Site s) {
    if (s.has("try_cancel")) {
      return new AsyncOp.TryCancel(
          range(s, 0, s.space(), 16, true),
          object(s, 1, s.space()),
          s.has("multicast::cluster::all"));
    }
    if (s.has("is_canceled")) {
      int[] a = s.wideInput(0);
      return new AsyncOp.IsCanceled(s.result(0), a[0], a[1]);
    }
    return new AsyncOp.CanceledIndex();
  }
}
