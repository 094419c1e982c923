package dev.ringkernel.ptx.sim.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of four bytes of memory, or of one where they are accessed one by one. */
final class Cell {
  /** More accesses than these without an order among them are forgotten, the oldest first. */
  static final int MOST = 128;

  /** The latest access of those that a later one may conflict with. */
  @Nullable Entry latest;

  /** What the strong store that made the value gives to whoever acquires it. */
  List<Given> given = List.of();

  /** The last write, and the last load that promised that the content does not change. */
  @Nullable Entry written;

  @Nullable Entry promised;

  /** The bytes one by one, once they are accessed so; nothing else is used then. */
  private Cell @Nullable [] bytes;

  /** For memory of the host: what a kernel last saw or wrote here, of which bytes, and when. */
  int seen;

  int seenBytes;
  long seenAt;

  boolean isSplit() {
    return bytes != null;
  }

  /** A byte's own cell, which starts with what is known of the four. */
  Cell part(int index) {
    if (bytes == null) {
      bytes = new Cell[4];
      for (int i = 0; i < bytes.length; i++) {
        Cell part = new Cell();
        part.latest = latest;
        part.given = given;
        part.written = written;
        part.promised = promised;
        bytes[i] = part;
      }
    }
    return bytes[index];
  }

  /** What was released here, also byte by byte. */
  List<Given> allGiven() {
    if (bytes == null) {
      return given;
    }
    List<Given> all = new ArrayList<>(given);
    for (Cell part : bytes) {
      all.addAll(part.given);
    }
    return all;
  }
}
