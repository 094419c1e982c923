package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.alu.Meaning;
import java.util.Arrays;
import java.util.List;

/** An instruction that computes results from registers and does nothing else. */
sealed interface Pure extends Op {

  /** One input. */
  record Unary(Meaning.Unary f, int d, int a) implements Pure {
    @Override
    public int step(Lane t, int pc) {
      long[] r = t.r;
      r[d] = f.of(r[a]);
      return pc + 1;
    }
  }

  /** Two inputs. */
  record Binary(Meaning.Binary f, int d, int a, int b) implements Pure {
    @Override
    public int step(Lane t, int pc) {
      long[] r = t.r;
      r[d] = f.of(r[a], r[b]);
      return pc + 1;
    }
  }

  /** Three inputs. */
  record Ternary(Meaning.Ternary f, int d, int a, int b, int c) implements Pure {
    @Override
    public int step(Lane t, int pc) {
      long[] r = t.r;
      r[d] = f.of(r[a], r[b], r[c]);
      return pc + 1;
    }
  }

  /** Four inputs. */
  record Quaternary(Meaning.Quaternary f, int d, int a, int b, int c, int e) implements Pure {
    @Override
    public int step(Lane t, int pc) {
      long[] r = t.r;
      r[d] = f.of(r[a], r[b], r[c], r[e]);
      return pc + 1;
    }
  }

  /** Five inputs. */
  record Quinary(Meaning.Quinary f, int d, int a, int b, int c, int e, int g) implements Pure {
    @Override
    public int step(Lane t, int pc) {
      long[] r = t.r;
      r[d] = f.of(r[a], r[b], r[c], r[e], r[g]);
      return pc + 1;
    }
  }

  /**
   * Several results.
   *
   * @param parts one for each result, all of the same inputs; none writes a register that a later
   *     one reads
   */
  record Several(List<Pure> parts) implements Pure {
    public Several {
      parts = List.copyOf(parts);
    }

    @Override
    public int step(Lane t, int pc) {
      for (int i = 0; i < parts.size(); i++) {
        parts.get(i).step(t, pc);
      }
      return pc + 1;
    }
  }

  /** Of the right arity. */
  static Pure of(Meaning meaning, int d, int[] in) {
    if (in.length != meaning.arity()) {
      throw new IllegalStateException(
          "a meaning of " + meaning.arity() + " inputs for registers " + Arrays.toString(in));
    }
    return switch (meaning) {
      case Meaning.Unary f -> new Unary(f, d, in[0]);
      case Meaning.Binary f -> new Binary(f, d, in[0], in[1]);
      case Meaning.Ternary f -> new Ternary(f, d, in[0], in[1], in[2]);
      case Meaning.Quaternary f -> new Quaternary(f, d, in[0], in[1], in[2], in[3]);
      case Meaning.Quinary f -> new Quinary(f, d, in[0], in[1], in[2], in[3], in[4]);
    };
  }
}
