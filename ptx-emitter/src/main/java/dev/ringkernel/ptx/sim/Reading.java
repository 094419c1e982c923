package dev.ringkernel.ptx.sim;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a special register is read.
 *
 * @param name its name with the percent sign
 * @param time whether it counts time
 * @param value its value for a lane, zero-extended
 */
record Reading(String name, boolean time, Value value) {

  /** A special register's value. */
  @FunctionalInterface
  interface Value {
    /** For this lane now. */
    long of(Lane t);
  }

  private static final Map<String, Reading> ALL = new HashMap<>();

  static {
    // @formatter:off
    add("%tid.x",            t -> t.x);
    add("%tid.y",            t -> t.y);
    add("%tid.z",            t -> t.z);
    triple("%ntid",          t -> t.block.launch.grid.block());
    add("%laneid",           t -> t.id);
    add("%warpid",           t -> t.warp.index);
    add("%nwarpid",          t -> t.block.launch.device.limits().threadsPerSm() / 32);
    triple("%ctaid",         t -> t.block.index());
    triple("%nctaid",        t -> t.block.launch.grid.grid());
    add("%smid",             t -> t.block.sm());
    add("%nsmid",            t -> t.block.launch.device.limits().sms());
    add("%gridid",           t -> t.block.launch.id);
    add("%is_explicit_cluster", t -> t.block.launch.explicitCluster ? 1 : 0);
    triple("%clusterid",     t -> over(t.block.index(), t.block.launch.cluster));
    triple("%nclusterid",    t -> over(t.block.launch.grid.grid(), t.block.launch.cluster));
    triple("%cluster_ctaid", t -> t.block.launch.cluster.at(t.block.rank));
    triple("%cluster_nctaid", t -> t.block.launch.cluster);
    add("%cluster_ctarank",  t -> t.block.rank);
    add("%cluster_nctarank", t -> t.block.launch.cluster.count());
    add("%lanemask_eq",      t -> word(t.bit));
    add("%lanemask_le",      t -> word(t.bit | t.bit - 1));
    add("%lanemask_lt",      t -> word(t.bit - 1));
    add("%lanemask_ge",      t -> word(-t.bit));
    add("%lanemask_gt",      t -> word(~(t.bit | t.bit - 1)));
    addTime("%clock",        t -> word(t.block.launch.cycles()));
    addTime("%clock_hi",     t -> t.block.launch.cycles() >>> 32);
    addTime("%clock64",      t -> t.block.launch.cycles());
    addTime("%globaltimer",  t -> t.block.launch.now());
    addTime("%globaltimer_lo", t -> word(t.block.launch.now()));
    addTime("%globaltimer_hi", t -> t.block.launch.now() >>> 32);
    add("%total_smem_size",  t -> Occupancy.units(t.sharedBytes));
    add("%aggr_smem_size",   t -> Occupancy.units(t.sharedBytes + Windows.SHARED_START));
    add("%dynamic_smem_size", t -> t.block.launch.grid.dynamicShared());
    add("%reserved_smem_offset_begin", t -> 0);
    add("%reserved_smem_offset_end",   t -> Windows.SHARED_START);
    add("%reserved_smem_offset_cap",   t -> Windows.SHARED_START);
    add("%reserved_smem_offset_0",     t -> 0);
    add("%reserved_smem_offset_1",     t -> 0);
    add("%current_graph_exec", t -> 0);
    // @formatter:on
    // No counter is ever programmed.
    for (int i = 0; i < 8; i++) {
      add("%pm" + i, t -> 0);
      add("%pm" + i + "_64", t -> 0);
    }
    // The driver's: 1 and 2 are what cooperative groups find their grid barrier by.
    for (int i = 0; i < 32; i++) {
      int shift = i == 1 ? 32 : 0;
      boolean workspace = i == 1 || i == 2;
      add("%envreg" + i, t -> workspace ? word(t.block.launch.workspace >>> shift) : 0);
    }
  }

  /** A register of three components. */
  @FunctionalInterface
  private interface Triple {
    Dim3 of(Lane t);
  }

  private static void add(String name, Value value) {
    ALL.put(name, new Reading(name, false, value));
  }

  private static void triple(String name, Triple value) {
    add(name + ".x", t -> value.of(t).x());
    add(name + ".y", t -> value.of(t).y());
    add(name + ".z", t -> value.of(t).z());
  }

  private static void addTime(String name, Value value) {
    ALL.put(name, new Reading(name, true, value));
  }

  private static Dim3 over(Dim3 blocks, Dim3 cluster) {
    return new Dim3(blocks.x() / cluster.x(), blocks.y() / cluster.y(), blocks.z() / cluster.z());
  }

  private static long word(long value) {
    return value & 0xffffffffL;
  }

  /** How the register of this name is read, or empty. */
  static Optional<Reading> of(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** For this lane now. */
  long of(Lane t) {
    return value.of(t);
  }
}
