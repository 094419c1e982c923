package dev.ringkernel.ptx.sim.axiom;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;

/** A binary relation on at most 64 events, as rows of bits. */
final class Relation {
  /** The most events. */
  static final int MAX = 64;

  private final long[] rows;

  Relation(int size) {
    if (size > MAX) {
      throw new IllegalArgumentException("a relation on " + size + " events");
    }
    rows = new long[size];
  }

  private Relation(long[] rows) {
    this.rows = rows;
  }

  int size() {
    return rows.length;
  }

  boolean has(int a, int b) {
    return ((rows[a] >>> b) & 1) != 0;
  }

  void add(int a, int b) {
    rows[a] |= 1L << b;
  }

  Relation copy() {
    return new Relation(rows.clone());
  }

  Relation or(Relation other) {
    Relation union = copy();
    for (int a = 0; a < rows.length; a++) {
      union.rows[a] |= other.rows[a];
    }
    return union;
  }

  /** First this, then the other. */
  Relation then(Relation next) {
    Relation composed = new Relation(rows.length);
    for (int a = 0; a < rows.length; a++) {
      long middle = rows[a];
      while (middle != 0) {
        composed.rows[a] |= next.rows[Long.numberOfTrailingZeros(middle)];
        middle &= middle - 1;
      }
    }
    return composed;
  }

  /** The transitive closure. */
  Relation closure() {
    Relation closed = copy();
    for (int k = 0; k < rows.length; k++) {
      long through = closed.rows[k];
      for (int a = 0; a < rows.length; a++) {
        if (((closed.rows[a] >>> k) & 1) != 0) {
          closed.rows[a] |= through;
        }
      }
    }
    return closed;
  }

  /** Adds a pair to a relation that is its own closure, and keeps it closed. */
  void addClosed(int a, int b) {
    long after = rows[b] | (1L << b);
    rows[a] |= after;
    for (int x = 0; x < rows.length; x++) {
      if (((rows[x] >>> a) & 1) != 0) {
        rows[x] |= after;
      }
    }
  }

  /** Some event related to itself, or -1. */
  int reflexive() {
    for (int a = 0; a < rows.length; a++) {
      if (has(a, a)) {
        return a;
      }
    }
    return -1;
  }

  /** The shortest way of at least one step from {@code a} to {@code b}, both included; or empty. */
  int[] path(int a, int b) {
    int[] before = new int[rows.length];
    Arrays.fill(before, -1);
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    queue.add(a);
    while (!queue.isEmpty()) {
      int at = queue.remove();
      for (int next = 0; next < rows.length; next++) {
        if (has(at, next) && before[next] < 0) {
          before[next] = at;
          if (next == b) {
            return unwind(before, a, b);
          }
          queue.add(next);
        }
      }
    }
    return new int[0];
  }

  private static int[] unwind(int[] before, int a, int b) {
    ArrayList<Integer> way = new ArrayList<>();
    int at = b;
    do {
      way.addFirst(at);
      at = before[at];
    } while (at != a);
    way.addFirst(a);
    return way.stream().mapToInt(Integer::intValue).toArray();
  }
}
