package resolve;

import static java.lang.Integer.MAX_VALUE;
import static java.lang.Math.*;
import static resolve.Names.Nested.DEEP;

import java.util.concurrent.TimeUnit;
import java.util.*;

/** Names that mean different things in different places. */
class Names extends Base implements Limits {
  static final int value = 3;
  int field = value + Nested.DEEP;
  final long pi = 3;
  Names Names;

  static class Nested {
    static final int DEEP = resolve.Limits.LIMIT * 2;
    static final char VALUE = 'v';
    int value = 7;

    int own() {
      return value + DEEP + Limits.LIMIT + VALUE;
    }

    static class Deeper {
      static byte b() {
        return (byte) (DEEP + VALUE + resolve.Limits.LIMIT);
      }
    }
  }

  int shadows(int value) {
    int r = value + this.field + resolve.Names.value;
    {
      long field = r;
      r += field;
    }
    for (int i = 0; i < r; i++) {
      byte field = (byte) i;
      r -= field + inherited + LIMIT;
    }
    return r + MAX_VALUE / DEEP + field;
  }

  double imported(float x) {
    var y = abs(x) + max(1, 2L) + E * PI;
    var z = min(x, 3);
    Object o = TimeUnit.SECONDS;
    return y + z + Math.PI + java.lang.Math.E + TimeUnit.DAYS.ordinal();
  }

  Base objects(Base b) {
    Names n = this;
    Base up = n;
    Limits l = n;
    up.inherited = l.twice(n.Names.field) + n.inherited;
    return inherited == 4 ? up : n.self();
  }

  @Override
  Names self() {
    return this;
  }

  static Nested.Deeper deeper(Names.Nested.Deeper[] all, int i) {
    return all[i];
  }

  static int lengths(int[][] grid, String s) {
    int[] row = grid[0];
    return row.length + grid[1].length + grid.length;
  }
}

class Base {
  int inherited = 4;

  Base self() {
    return this;
  }
}

interface Limits {
  int LIMIT = 1 << 10;
  long WIDE = LIMIT;

  default int twice(int x) {
    return 2 * x + (int) WIDE;
  }
}
