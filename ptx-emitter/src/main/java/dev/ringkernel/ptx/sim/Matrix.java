package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.alu.Meaning;
import dev.ringkernel.ptx.sim.check.Probe;
import java.util.Arrays;

/**
 * An instruction by which a whole warp moves or multiplies matrices; all 32 lanes must come to the
 * same one.
 */
sealed interface Matrix extends Masked {

  /** The member mask: all lanes, a constant. */
  @Override
  int mask();

  /** Executes it for the warp. */
  void all(Warp w);

  @Override
  default void meet(Warp w, int lanes) {
    if (lanes != -1) {
      throw new LaneFault(
          SimFault.Kind.ILLEGAL_INSTRUCTION,
          "it needs all 32 lanes of the warp, and "
              + Integer.bitCount(lanes)
              + " came: those of mask 0x"
              + Integer.toHexString(lanes));
    }
    for (Lane t : w.lanes) {
      if (t.waitsAt != this) {
        throw new LaneFault(
            SimFault.Kind.ILLEGAL_INSTRUCTION,
            "lanes "
                + w.lanes[0].id
                + " and "
                + t.id
                + " came to different instructions of this kind, and it is .aligned");
      }
    }
    all(w);
  }

  /** What the lanes wait at, each a place in memory that is checked for that lane. */
  private static long locate(Lane t, AsyncOp.Range at, long offset, int bytes) {
    try {
      Place place = at.place();
      long found =
          place
              .where()
              .locateAnywhere(t, t.r[place.a()], place.offset() + offset, bytes, at.reach());
      if (t.watched != null) {
        Probe probe = Checker.probe(t.block.launch.code, t.pc);
        Written.access(t, t.watched, probe, found, bytes, at.reach().writes());
      }
      return found;
    } catch (LaneFault fault) {
      throw fault.issuedBy(t, t.pc);
    }
  }

  /**
   * {@code d = a b + c}.
   *
   * <p>Integers are summed exactly; then they wrap, or are clamped. In {@code f64} the products are
   * added to the element of {@code c} by {@code fused}, in the order of ascending {@code k}. Other
   * floats are summed by {@code sum}; an {@code f16} result is rounded behind that.
   */
  record Multiply(
      int kind,
      int mask,
      boolean clamps,
      Meaning.Ternary fused,
      ProductSum sum,
      Fragment d,
      Fragment a,
      Fragment b,
      Fragment c)
      implements Matrix {
    @Override
    public void all(Warp w) {
      double[] left = a.values(w);
      double[] right = b.values(w);
      double[] sums = c.values(w);
      int rows = a.rows();
      int inner = a.columns();
      int columns = b.columns();
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          int at = i * columns + j;
          sums[at] =
              switch (d.element()) {
                case S32 -> whole(left, right, i * inner, j, inner, columns, sums[at]);
                case F64 -> wide(left, right, i * inner, j, inner, columns, sums[at]);
                case F16, F32 -> sum.of(left, i * inner, right, j, columns, (float) sums[at]);
                case BF16, TF32, E4M3, E5M2, S8, U8 ->
                    throw new IllegalStateException("a result of " + d.element());
              };
        }
      }
      d.setValues(w, sums);
    }

    private double wide(
        double[] a, double[] b, int from, int column, int inner, int columns, double c) {
      long sum = Double.doubleToRawLongBits(c);
      for (int k = 0; k < inner; k++) {
        sum =
            fused.of(
                Double.doubleToRawLongBits(a[from + k]),
                Double.doubleToRawLongBits(b[k * columns + column]),
                sum);
      }
      return Double.longBitsToDouble(sum);
    }

    private double whole(
        double[] a, double[] b, int from, int column, int inner, int columns, double c) {
      double sum = c;
      for (int k = 0; k < inner; k++) {
        sum += a[from + k] * b[k * columns + column];
      }
      return clamps ? Math.clamp(sum, Integer.MIN_VALUE, Integer.MAX_VALUE) : sum;
    }
  }

  /**
   * {@code wmma.load}.
   *
   * @param byRows whether the rows lie one behind the other, not the columns
   * @param stride register of the elements between starts of rows or columns
   */
  record Load(int kind, int mask, Fragment d, AsyncOp.Range from, boolean byRows, int stride)
      implements Matrix {
    @Override
    public void all(Warp w) {
      int bytes = d.element().bits / 8;
      long[] raw = new long[d.slots()];
      Cell cell = cell(bytes);
      for (Lane t : w.lanes) {
        for (int i = 0; i < raw.length; i++) {
          long at = offset(d, t, i, byRows, t.r[stride]) * bytes;
          raw[i] = WeakOp.load(t, cell, locate(t, from, at, bytes));
        }
        d.set(t, raw);
      }
    }
  }

  /** {@code wmma.store}. */
  record Store(int kind, int mask, Fragment b, AsyncOp.Range to, boolean byRows, int stride)
      implements Matrix {
    @Override
    public void all(Warp w) {
      int bytes = b.element().bits / 8;
      Cell cell = cell(bytes);
      for (Lane t : w.lanes) {
        for (int i = 0; i < b.slots(); i++) {
          long at = offset(b, t, i, byRows, t.r[stride]) * bytes;
          WeakOp.store(t, cell, locate(t, to, at, bytes), b.get(t, i));
        }
      }
    }
  }

  private static long offset(Fragment f, Lane t, int slot, boolean byRows, long stride) {
    int index = f.index(t.id, slot);
    int row = index / f.columns();
    int column = index % f.columns();
    return byRows ? row * stride + column : column * stride + row;
  }

  private static Cell cell(int bytes) {
    return switch (bytes) {
      case 1 -> Cell.U8;
      case 2 -> Cell.U16;
      case 4 -> Cell.U32;
      case 8 -> Cell.B64;
      default -> throw new IllegalStateException("elements of " + bytes + " bytes");
    };
  }

  /** The element of an 8×8 matrix that a lane holds as the low ({@code i = 0}) or high half. */
  private static int square(Lane t, int i, boolean transposed) {
    int row = t.id >> 2;
    int column = (t.id & 3) * 2 + i;
    return transposed ? column * 8 + row : row * 8 + column;
  }

  /**
   * {@code ldmatrix}: lane {@code 8 m + r} has the address of row {@code r} of matrix {@code m}.
   */
  record LoadSquares(int kind, int mask, int[] d, AsyncOp.Range from, boolean transposed)
      implements Matrix {
    @Override
    public void all(Warp w) {
      long[] rows = rows(w, from, d.length);
      long[] words = new long[32 * d.length];
      for (Lane t : w.lanes) {
        for (int m = 0; m < d.length; m++) {
          words[t.id * d.length + m] =
              element(rows, m, square(t, 0, transposed))
                  | (element(rows, m, square(t, 1, transposed)) << 16);
        }
      }
      for (Lane t : w.lanes) {
        for (int m = 0; m < d.length; m++) {
          t.r[d[m]] = words[t.id * d.length + m];
        }
      }
    }

    private static long element(long[] rows, int matrix, int index) {
      return Raw.get16(rows[matrix * 8 + index / 8] + index % 8 * 2L) & 0xffffL;
    }

    @Override
    public String toString() {
      return "LoadSquares" + Arrays.toString(d);
    }
  }

  /** {@code stmatrix}. */
  record StoreSquares(int kind, int mask, int[] b, AsyncOp.Range to, boolean transposed)
      implements Matrix {
    @Override
    public void all(Warp w) {
      long[] rows = rows(w, to, b.length);
      for (Lane t : w.lanes) {
        for (int m = 0; m < b.length; m++) {
          for (int i = 0; i < 2; i++) {
            int index = square(t, i, transposed);
            Raw.set16(rows[m * 8 + index / 8] + index % 8 * 2L, t.r[b[m]] >>> (16 * i));
          }
        }
      }
    }

    @Override
    public String toString() {
      return "StoreSquares" + Arrays.toString(b);
    }
  }

  private static long[] rows(Warp w, AsyncOp.Range at, int matrices) {
    long[] rows = new long[8 * matrices];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = locate(w.lanes[i], at, 0, 16);
    }
    return rows;
  }

  /** {@code movmatrix}. */
  record Transpose(int kind, int mask, int d, int a) implements Matrix {
    @Override
    public void all(Warp w) {
      long[] elements = new long[64];
      for (Lane t : w.lanes) {
        for (int i = 0; i < 2; i++) {
          elements[square(t, i, false)] = (t.r[a] >>> (16 * i)) & 0xffff;
        }
      }
      for (Lane t : w.lanes) {
        t.r[d] = elements[square(t, 0, true)] | (elements[square(t, 1, true)] << 16);
      }
    }
  }
}
