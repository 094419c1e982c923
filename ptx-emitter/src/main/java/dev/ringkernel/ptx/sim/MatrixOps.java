package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxTable;
import dev.ringkernel.ptx.sim.AsyncOp.Range;
import dev.ringkernel.ptx.sim.alu.Meaning;
import dev.ringkernel.ptx.sim.alu.Meanings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decodes instructions for matrices: the shape and the types stand in the opcode, in order. */
final class MatrixOps {
  private static final Pattern SHAPE = Pattern.compile("m(\\d+)n(\\d+)k(\\d+)");

  private MatrixOps() {}

  /** The rows and columns of {@code a} ({@code m}, {@code k}) and {@code b} ({@code k, n}). */
  private record Shape(int m, int n, int k) {
    static Shape of(Site s) {
      Matcher found = SHAPE.matcher(s.form().opcode());
      if (!found.find()) {
        throw s.unknown();
      }
      return new Shape(
          Integer.parseInt(found.group(1)),
          Integer.parseInt(found.group(2)),
          Integer.parseInt(found.group(3)));
    }

    Fragment a(Element type, Fragment.Layout layout, int[] registers) {
      return new Fragment(type, layout, registers, m, k);
    }

    Fragment b(Element type, Fragment.Layout layout, int[] registers) {
      return new Fragment(type, layout, registers, k, n);
    }

    Fragment c(Element type, Fragment.Layout layout, int[] registers) {
      return new Fragment(type, layout, registers, m, n);
    }
  }

  private static int kind(Site s) {
    return s.function().kernel().kind(s.form().opcode());
  }

  private static int everyone(Site s) {
    return s.function().registers().constant(0xffffffffL);
  }

  private static List<Element> elements(Site s) {
    List<Element> found = new ArrayList<>();
    for (String part : s.form().opcode().split("\\.")) {
      for (Element element : Element.values()) {
        if (element.name().toLowerCase(Locale.ROOT).equals(part)) {
          found.add(element);
        }
      }
    }
    return found;
  }

  /** The registers of each vector among the inputs. */
  private static List<int[]> vectors(Site s) {
    List<int[]> all = new ArrayList<>();
    for (int i = 0; i < s.inputCount(); i++) {
      Operand formal = s.inputFormal(i);
      if (formal.lane() == 0) {
        all.add(new int[0]);
      }
      if (formal.lane() >= 0) {
        int[] grown = Arrays.copyOf(all.removeLast(), formal.lane() + 1);
        grown[formal.lane()] = s.input(i);
        all.add(grown);
      }
    }
    return all;
  }

  /** The fused product of {@code f64} with the instruction's rounding: to nearest even if none. */
  private static Meaning.Ternary fused(Site s) {
    String rounding = s.form().modifier("rnd").orElse("rn");
    PtxForm fma = PtxTable.resolve("fma." + rounding + ".f64 d, a, b, c");
    if (Meanings.of(fma).orElseThrow(s::unknown).results().getFirst()
        instanceof Meaning.Ternary fused) {
      return fused;
    }
    throw s.unknown();
  }

  /** {@code mma}: {@code …dtype.atype.btype.ctype}. */
  static Op mma(Site s) {
    Shape shape = Shape.of(s);
    List<Element> types = elements(s);
    List<int[]> in = vectors(s);
    return new Matrix.Multiply(
        kind(s),
        everyone(s),
        s.has("satfinite"),
        fused(s),
        ProductSum.of(types.get(1), types.get(2), shape.k(), false),
        shape.c(types.get(0), Fragment.Layout.C, s.results()),
        shape.a(types.get(1), Fragment.Layout.A, in.get(0)),
        shape.b(types.get(2), Fragment.Layout.B, in.get(1)),
        shape.c(types.get(3), Fragment.Layout.C, in.get(2)));
  }

  static Op wmma(Site s) {
    Shape shape = Shape.of(s);
    List<Element> types = elements(s);
    Fragment.Layout layout = Fragment.Layout.WMMA;
    if (s.has("mma")) {
      List<int[]> in = vectors(s);
      // Of f16 inputs the opcode names the accumulators' types only.
      boolean half = types.size() == 2;
      Element a = half ? Element.F16 : types.get(1);
      return new Matrix.Multiply(
          kind(s),
          everyone(s),
          s.has("satfinite"),
          fused(s),
          ProductSum.of(a, a, shape.k(), true),
          shape.c(types.get(0), layout, s.results()),
          shape.a(a, layout, in.get(0)),
          shape.b(a, layout, in.get(1)),
          shape.c(types.get(half ? 1 : 3), layout, in.get(2)));
    }
    boolean loads = s.has("load");
    Element type = types.getFirst();
    int[] registers = loads ? s.results() : vectors(s).getFirst();
    Fragment fragment =
        s.form().opcode().startsWith("wmma.load.a")
            ? shape.a(type, layout, registers)
            : s.form().opcode().startsWith("wmma.load.b")
                ? shape.b(type, layout, registers)
                : shape.c(type, layout, registers);
    boolean byRows = s.modifier("layout").equals("row");
    int last = s.inputCount() - 1;
    int stride =
        last >= 0 && s.inputFormal(last).lane() < 0
            ? s.input(last)
            : s.function().registers().constant(byRows ? fragment.columns() : fragment.rows());
    Range at = new Range(s.place(0, type.bits / 8), s.reach(!loads));
    return loads
        ? new Matrix.Load(kind(s), everyone(s), fragment, at, byRows, stride)
        : new Matrix.Store(kind(s), everyone(s), fragment, at, byRows, stride);
  }

  static Op ldmatrix(Site s) {
    return new Matrix.LoadSquares(
        kind(s),
        everyone(s),
        s.results(),
        new Range(s.place(0, 16), s.reach(false)),
        s.has("trans"));
  }

  static Op stmatrix(Site s) {
    return new Matrix.StoreSquares(
        kind(s), everyone(s), s.inputs(), new Range(s.place(0, 16), s.reach(true)), s.has("trans"));
  }

  static Op movmatrix(Site s) {
    return new Matrix.Transpose(kind(s), everyone(s), s.result(0), s.input(0));
  }
}
