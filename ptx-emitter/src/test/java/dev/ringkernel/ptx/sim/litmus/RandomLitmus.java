package dev.ringkernel.ptx.sim.litmus;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * A small random program over two locations.
 *
 * @param threads the instructions of each
 * @param places where each runs
 */
public record RandomLitmus(List<List<Line>> threads, List<String> places) {
  private static final List<String> SCOPES = List.of("cta", "cluster", "gpu", "sys");
  private static final List<String> PLACES = List.of("0.0.0", "0.0.0", "0.0.1", "0.1.0", "1.0.0");

  /** What an instruction does; its orders stand from weak to strong. */
  public enum Kind {
    LOAD("weak", "relaxed", "acquire"),
    STORE("weak", "relaxed", "release"),
    ADD("relaxed", "acquire", "acq_rel"),
    EXCHANGE("relaxed", "release", "acq_rel"),
    COMPARE("relaxed", "release", "acq_rel"),
    REDUCE("relaxed", "release"),
    FENCE("acq_rel", "sc");

    private final List<String> orders;

    Kind(String... orders) {
      this.orders = List.of(orders);
    }
  }

  /** An instruction: its order and scope by index, and a value where it takes one. */
  public record Line(Kind kind, int order, int scope, boolean first, int value) {

    private String text(int index) {
      String order = kind.orders.get(order());
      String strength = order.equals("weak") ? "weak" : order + "." + SCOPES.get(scope);
      String at = "[" + (first ? "x" : "y") + "]";
      return switch (kind) {
        case LOAD -> "ld." + strength + ".global.b32 %r" + index + ", " + at;
        case STORE -> "st." + strength + ".global.b32 " + at + ", " + value;
        case ADD -> "atom." + strength + ".global.add.u32 %r" + index + ", " + at + ", 1";
        case EXCHANGE ->
            "atom." + strength + ".global.exch.b32 %r" + index + ", " + at + ", " + value;
        case COMPARE ->
            "atom." + strength + ".global.cas.b32 %r" + index + ", " + at + ", 0, " + value;
        case REDUCE -> "red." + strength + ".global.add.u32 " + at + ", 2";
        case FENCE -> "fence." + strength;
      };
    }

    private boolean gives() {
      return kind != Kind.STORE && kind != Kind.REDUCE && kind != Kind.FENCE;
    }

    private List<Line> stronger() {
      List<Line> all = new ArrayList<>();
      boolean weak = kind.orders.get(order).equals("weak");
      if (order + 1 < kind.orders.size()) {
        all.add(new Line(kind, order + 1, scope, first, value));
      }
      if (!weak && scope + 1 < SCOPES.size()) {
        all.add(new Line(kind, order, scope + 1, first, value));
      }
      return all;
    }
  }

  /** Programs of up to so many threads of up to so many instructions. */
  public static Arbitrary<RandomLitmus> programs(int threads, int lines) {
    Arbitrary<Line> line =
        Combinators.combine(
                Arbitraries.frequencyOf(
                    Tuple.of(4, Arbitraries.just(Kind.LOAD)),
                    Tuple.of(4, Arbitraries.just(Kind.STORE)),
                    Tuple.of(3, Arbitraries.of(Kind.class))),
                Arbitraries.integers().between(0, 5),
                Arbitraries.integers().between(0, 3),
                Arbitraries.of(true, false),
                Arbitraries.integers().between(1, 2))
            .as((k, o, s, f, v) -> new Line(k, o % k.orders.size(), s, f, v));
    Arbitrary<List<List<Line>>> bodies =
        line.list()
            .ofMinSize(1)
            .ofMaxSize(lines)
            .list()
            .ofMinSize(threads > 1 ? 2 : 1)
            .ofMaxSize(threads);
    Arbitrary<List<String>> places = Arbitraries.of(PLACES).list().ofSize(threads);
    return Combinators.combine(bodies, places)
        .as((b, p) -> new RandomLitmus(b, p.subList(0, b.size())));
  }

  /** All programs with one instruction of more order or of a wider scope. */
  public List<RandomLitmus> stronger() {
    List<RandomLitmus> all = new ArrayList<>();
    for (int t = 0; t < threads.size(); t++) {
      for (int i = 0; i < threads.get(t).size(); i++) {
        for (Line line : threads.get(t).get(i).stronger()) {
          List<Line> body = new ArrayList<>(threads.get(t));
          body.set(i, line);
          List<List<Line>> bodies = new ArrayList<>(threads);
          bodies.set(t, body);
          all.add(new RandomLitmus(bodies, places));
        }
      }
    }
    return all;
  }

  /** The same with every access relaxed.sys and {@code fence.sc.sys} between any two. */
  public RandomLitmus fenced() {
    List<List<Line>> bodies = new ArrayList<>();
    for (List<Line> body : threads) {
      List<Line> lines = new ArrayList<>();
      for (Line line : body) {
        if (line.kind != Kind.FENCE) {
          lines.add(new Line(Kind.FENCE, 1, 3, true, 0));
          int relaxed = line.kind.orders.indexOf("relaxed");
          lines.add(new Line(line.kind, relaxed, 3, line.first, line.value));
        }
      }
      bodies.add(lines);
    }
    return new RandomLitmus(bodies, places);
  }

  /** The litmus text; everything is observed. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append("litmus random\nsource: none\nglobal .b32 x = 0\nglobal .b32 y = 0\n");
    StringJoiner observed = new StringJoiner(" ");
    for (int t = 0; t < threads.size(); t++) {
      out.append("thread P").append(t).append(' ').append(places.get(t)).append(" {\n");
      for (int i = 0; i < threads.get(t).size(); i++) {
        Line line = threads.get(t).get(i);
        out.append("  ").append(line.text(i)).append(";\n");
        if (line.gives()) {
          observed.add("P" + t + ":%r" + i);
        }
      }
      out.append("}\n");
    }
    out.append("observe x y ").append(observed).append("\nexists x == 77\nverdict forbidden\n");
    return out.toString();
  }

  @Override
  public String toString() {
    return text();
  }
}
