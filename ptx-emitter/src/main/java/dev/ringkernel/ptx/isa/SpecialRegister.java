package dev.ringkernel.ptx.isa;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A special register of the PTX machine, read by {@code mov}.
 *
 * @param name its name with the percent sign, such as {@code %tid.x}
 * @param type its type
 * @param availability where it exists
 * @param varying whether two reads by one thread may differ (clocks, counters, the current SM)
 * @param meaning what it holds, in a few words
 */
public record SpecialRegister(
    String name, PtxType type, Availability availability, boolean varying, String meaning) {

  // Each line: names (with {…} alternatives), type, availability, V for varying, meaning.
  // @formatter:off
  private static final String[][] LINES = {
    {"%tid.{x,y,z}",            "u32", "2.0",       "", "thread index in its CTA"},
    {"%ntid.{x,y,z}",           "u32", "2.0",       "", "threads of a CTA"},
    {"%laneid",                 "u32", "1.3",       "", "lane of the thread in its warp"},
    {"%warpid",                 "u32", "1.3",       "V", "warp of the thread in its CTA, may change"},
    {"%nwarpid",                "u32", "2.0 sm_20", "", "greatest number of warp ids"},
    {"%ctaid.{x,y,z}",          "u32", "2.0",       "", "CTA index in the grid"},
    {"%nctaid.{x,y,z}",         "u32", "2.0",       "", "CTAs of the grid"},
    {"%smid",                   "u32", "1.3",       "V", "streaming multiprocessor, may change"},
    {"%nsmid",                  "u32", "2.0 sm_20", "", "greatest number of SM ids"},
    {"%gridid",                 "u64", "3.0 sm_30", "", "grid of this launch"},
    {"%is_explicit_cluster",    "pred","7.8 sm_90", "", "whether the launch names its cluster"},
    {"%clusterid.{x,y,z}",      "u32", "7.8 sm_90", "", "cluster index in the grid"},
    {"%nclusterid.{x,y,z}",     "u32", "7.8 sm_90", "", "clusters of the grid"},
    {"%cluster_ctaid.{x,y,z}",  "u32", "7.8 sm_90", "", "CTA index in its cluster"},
    {"%cluster_nctaid.{x,y,z}", "u32", "7.8 sm_90", "", "CTAs of a cluster"},
    {"%cluster_ctarank",        "u32", "7.8 sm_90", "", "flat CTA index in its cluster"},
    {"%cluster_nctarank",       "u32", "7.8 sm_90", "", "CTAs of a cluster in all"},
    {"%lanemask_{eq,le,lt,ge,gt}", "u32", "2.0 sm_20", "", "lanes in that relation to this one"},
    {"%clock",                  "u32", "1.0",       "V", "cycle counter, low half"},
    {"%clock_hi",               "u32", "5.0 sm_20", "V", "cycle counter, high half"},
    {"%clock64",                "u64", "2.0 sm_20", "V", "cycle counter of the SM"},
    {"%globaltimer",            "u64", "3.1 sm_30", "V", "nanoseconds of a global clock"},
    {"%globaltimer_{lo,hi}",    "u32", "3.1 sm_30", "V", "halves of the global clock"},
    {"%pm{0,1,2,3}",            "u32", "1.3",       "V", "performance counters"},
    {"%pm{4,5,6,7}",            "u32", "3.0 sm_20", "V", "performance counters"},
    {"%pm{0,1,2,3,4,5,6,7}_64", "u64", "4.0 sm_50", "V", "performance counters"},
    {"%envreg{0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31}",
                                "b32", "2.1",       "", "set by the driver before launch"},
    {"%total_smem_size",        "u32", "4.1 sm_20", "", "bytes of shared memory of a CTA"},
    {"%aggr_smem_size",         "u32", "8.1 sm_90", "", "bytes of shared memory of a CTA and the system's"},
    {"%dynamic_smem_size",      "u32", "4.1 sm_20", "", "bytes of dynamic shared memory of a CTA"},
    {"%reserved_smem_offset_{begin,end,cap,0,1}", "b32", "7.6 sm_80", "", "the system's part of shared memory"},
    {"%current_graph_exec",     "u64", "8.0 sm_50", "", "graph that this launch belongs to"},
  };
  // @formatter:on

  private static final Map<String, SpecialRegister> BY_NAME = load();

  private static Map<String, SpecialRegister> load() {
    Map<String, SpecialRegister> map = new LinkedHashMap<>();
    for (String[] line : LINES) {
      PtxType type = PtxType.of(line[1]).orElseThrow();
      Availability where = new Availability(List.of(Availability.Clause.parse(line[2])));
      for (String name : expand(line[0])) {
        map.put(name, new SpecialRegister(name, type, where, line[3].equals("V"), line[4]));
      }
    }
    return map;
  }

  private static List<String> expand(String pattern) {
    int open = pattern.indexOf('{');
    if (open < 0) {
      return List.of(pattern);
    }
    int close = pattern.indexOf('}');
    List<String> names = new ArrayList<>();
    for (String part : pattern.substring(open + 1, close).split(",")) {
      names.add(pattern.substring(0, open).concat(part).concat(pattern.substring(close + 1)));
    }
    return names;
  }

  /** The register of this name, or empty. */
  public static Optional<SpecialRegister> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** All special registers, in the manual's order. */
  public static List<SpecialRegister> all() {
    return List.copyOf(BY_NAME.values());
  }
}
