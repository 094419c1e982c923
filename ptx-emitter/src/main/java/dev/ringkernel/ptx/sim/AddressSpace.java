package dev.ringkernel.ptx.sim;

import java.util.Optional;

/** The state spaces that {@code isspacep} and {@code cvta} name. */
enum AddressSpace {
  GLOBAL("global"),
  CONST("const"),
  PARAM("param"),
  ENTRY_PARAM("param::entry"),
  SHARED("shared"),
  OWN_SHARED("shared::cta"),
  CLUSTER_SHARED("shared::cluster"),
  LOCAL("local");

  private final String spelling;

  AddressSpace(String spelling) {
    this.spelling = spelling;
  }

  static Optional<AddressSpace> of(String spelling) {
    for (AddressSpace space : values()) {
      if (space.spelling.equals(spelling)) {
        return Optional.of(space);
      }
    }
    return Optional.empty();
  }

  /** What a generic address has beyond the address within the space. */
  long window() {
    return switch (this) {
      case GLOBAL, CONST, PARAM, ENTRY_PARAM -> 0;
      case SHARED, OWN_SHARED, CLUSTER_SHARED -> Windows.SHARED;
      case LOCAL -> Windows.LOCAL;
    };
  }

  /**
   * Whether the generic address is of this space. The window of parameters lies within that of
   * global memory; that of constants does not on the recorded hardware, whatever the manual says
   * (PTX ISA, "Generic Addressing").
   */
  boolean holds(Lane t, long address) {
    return switch (this) {
      case GLOBAL -> address >>> 48 == 0 && !isKind(t, address, Region.Kind.CONST);
      case CONST -> isKind(t, address, Region.Kind.CONST);
      case PARAM, ENTRY_PARAM -> isKind(t, address, Region.Kind.PARAM);
      case SHARED, OWN_SHARED ->
          Windows.isShared(address)
              && Windows.within(address) >>> Windows.RANK_SHIFT == t.block.rank;
      case CLUSTER_SHARED ->
          Windows.isShared(address)
              && t.block.cluster.block(Windows.within(address) >>> Windows.RANK_SHIFT) != null;
      case LOCAL -> Windows.isLocal(address);
    };
  }

  private static boolean isKind(Lane t, long address, Region.Kind kind) {
    Region region = t.block.launch.device.machine().memory().find(address);
    return region != null && region.kind == kind;
  }
}
