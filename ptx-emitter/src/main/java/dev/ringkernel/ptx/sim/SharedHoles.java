package dev.ringkernel.ptx.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * Where variables lie in a block's shared memory. Where memory is checked, some bytes behind each
 * belong to none, so that an access just behind one is found.
 */
final class SharedHoles {
  /** Bytes behind a variable that are left free. */
  static final int HOLE = 64;

  private record Hole(int start, int end, String before) {}

  private final List<Hole> holes = new ArrayList<>();

  /** Leaves bytes free behind a variable. */
  void add(int start, String variable) {
    holes.add(new Hole(start, start + HOLE, variable));
  }

  /** The variable that an access lies behind, or an empty text for one that hits no hole. */
  String variableBefore(long offset, long bytes) {
    for (Hole hole : holes) {
      if (offset < hole.end && offset + bytes > hole.start) {
        return hole.before;
      }
    }
    return "";
  }

  boolean isEmpty() {
    return holes.isEmpty();
  }
}
