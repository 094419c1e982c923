package dev.ringkernel.ptx.sim.truth;

import java.util.Map;
import java.util.Set;

/** Cases whose effects no two runs need to agree on, and why. */
final class Apart {
  private static final Map<String, String> REASONS =
      Map.of(
          "sim/async.ptx odd<<<1, 1>>>(u32{0*8}, 32)",
          "copies shared memory that nothing has written",
          "sim/special.ptx lanes<<<1, 64>>>(u32{0*8})",
          "%warpid and %nwarpid name the slots of the multiprocessor, where the warp was put",
          "sim/special.ptx sizes<<<1, 1, shared=100>>>(u32{0*5})",
          "%nsmid, %envreg2 and the reserved shared memory are the device's and its driver's",
          "sim/special.ptx time<<<1, 33>>>(u32{0*33})",
          "%globaltimer goes on in steps that are longer than the sleep");

  private Apart() {}

  static Set<String> names() {
    return REASONS.keySet();
  }

  static boolean holds(String name) {
    return REASONS.containsKey(name);
  }
}
