package dev.ringkernel.ptx.sim;

import java.util.Arrays;

/**
 * A matrix in the registers of a warp.
 *
 * @param registers of each lane
 * @param rows of the matrix
 * @param columns of the matrix
 */
record Fragment(Element element, Layout layout, int[] registers, int rows, int columns) {

  /** Which lane has which element. */
  enum Layout {
    /** Of {@code mma} (PTX ISA, "Matrix Fragments for mma.m16n8k16" and its like). */
    A,
    B,
    C,
    /**
     * Of {@code wmma}, which the manual leaves open: row by row, over the lanes in their order;
     * where the registers have room for more, all of it again.
     */
    WMMA
  }

  /** Elements that a lane has. */
  int slots() {
    return registers.length * element.perRegister();
  }

  /** Where element {@code slot} of a lane stands in the matrix, row by row. */
  int index(int lane, int slot) {
    int per = element.perRegister();
    int register = slot / per;
    int within = slot % per;
    int group = lane >> 2;
    int thread = lane & 3;
    return switch (layout) {
      case A -> {
        int halves = rows / 8;
        int row = group + 8 * (register % halves);
        yield row * columns + register / halves * 4 * per + thread * per + within;
      }
      case B -> (register * 4 * per + thread * per + within) * columns + group;
      case C -> {
        int row = group + 8 * (slot / 2);
        yield row * columns + thread * 2 + slot % 2;
      }
      case WMMA -> (lane * slots() + slot) % (rows * columns);
    };
  }

  long get(Lane t, int slot) {
    int per = element.perRegister();
    return element.extract(t.r[registers[slot / per]], slot % per);
  }

  /** Writes all of a lane's elements. */
  void set(Lane t, long[] raw) {
    int per = element.perRegister();
    for (int i = 0; i < registers.length; i++) {
      long register = 0;
      for (int j = per - 1; j >= 0; j--) {
        register = (per == 1 ? 0 : register << element.bits) | raw[i * per + j];
      }
      t.r[registers[i]] = register;
    }
  }

  /** The values of the whole matrix, row by row. */
  double[] values(Warp w) {
    double[] all = new double[rows * columns];
    for (Lane t : w.lanes) {
      for (int i = 0; i < slots(); i++) {
        all[index(t.id, i)] = element.value(get(t, i));
      }
    }
    return all;
  }

  void setValues(Warp w, double[] all) {
    long[] raw = new long[slots()];
    for (Lane t : w.lanes) {
      for (int i = 0; i < raw.length; i++) {
        raw[i] = element.raw(all[index(t.id, i)]);
      }
      set(t, raw);
    }
  }

  @Override
  public String toString() {
    return element + "[" + rows + "x" + columns + "]" + Arrays.toString(registers);
  }
}
