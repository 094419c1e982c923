package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.isa.PtxTable;
import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.sim.alu.FormMeaning;
import dev.ringkernel.ptx.sim.alu.Meaning;
import dev.ringkernel.ptx.sim.alu.Meanings;
import java.util.Locale;

/** Decodes barriers, and what the lanes of a warp do together. */
final class WarpOps {
  private WarpOps() {}

  static Op barrier(Site s) {
    if (s.has("warp")) {
      return new WarpSync(kind(s), s.input(0));
    }
    if (s.has("cluster")) {
      return new ClusterBarrierOp(s.has("wait"), !s.has("relaxed"));
    }
    BlockBarrier.What what =
        s.has("arrive")
            ? BlockBarrier.What.ARRIVE
            : !s.has("red")
                ? BlockBarrier.What.SYNC
                : s.has("popc")
                    ? BlockBarrier.What.POPC
                    : s.has("and") ? BlockBarrier.What.AND : BlockBarrier.What.OR;
    boolean reduces = s.has("red");
    int last = s.inputCount() - 1;
    int counts = reduces ? last : s.inputCount();
    return new BlockBarrier(
        what,
        s.input(0),
        counts > 1 ? s.input(1) : -1,
        reduces ? s.result(0) : -1,
        reduces ? s.input(last) : -1,
        reduces ? s.when(last) : 1);
  }

  private static int kind(Site s) {
    return s.function().kernel().kind(s.form().opcode());
  }

  static Op shfl(Site s) {
    Shuffle.Mode mode = Shuffle.Mode.valueOf(s.modifier("mode").toUpperCase(Locale.ROOT));
    int p = s.resultCount() > 1 ? s.result(1) : -1;
    boolean sync = s.has("sync");
    Shuffle op =
        new Shuffle(
            kind(s),
            mode,
            s.result(0),
            p,
            s.input(0),
            s.input(1),
            s.input(2),
            sync ? s.input(3) : -1);
    return sync ? op : new Legacy(op);
  }

  static Op vote(Site s) {
    Vote.Mode mode =
        s.has("ballot")
            ? Vote.Mode.BALLOT
            : Vote.Mode.valueOf(s.modifier("mode").toUpperCase(Locale.ROOT));
    boolean sync = s.has("sync");
    Vote op = new Vote(kind(s), mode, s.result(0), s.input(0), s.when(0), sync ? s.input(1) : -1);
    return sync ? op : new Legacy(op);
  }

  static Op match(Site s) {
    int p = s.resultCount() > 1 ? s.result(1) : -1;
    return new Match(kind(s), s.has("all"), s.result(0), p, s.input(0), s.input(1));
  }

  static Op redux(Site s) {
    PtxType type = s.inputFormal(0).type();
    String operation = s.modifier("op") + (s.has("NaN") ? ".NaN" : "");
    Meaning.Unary each = s.has("abs") ? unary(s, "abs.f32 d, a") : a -> a;
    Meaning.Binary join = binary(s, operation + "." + type.ptxName() + " d, a, b");
    return new Redux(kind(s), each, join, s.result(0), s.input(0), s.input(1));
  }

  private static Meaning.Unary unary(Site s, String spelling) {
    return of(s, spelling) instanceof Meaning.Unary f ? f : refuse(s);
  }

  private static Meaning.Binary binary(Site s, String spelling) {
    if (of(s, spelling) instanceof Meaning.Binary f) {
      return f;
    }
    throw s.unknown();
  }

  private static Meaning.Unary refuse(Site s) {
    throw s.unknown();
  }

  private static Meaning of(Site s, String spelling) {
    FormMeaning known = Meanings.of(PtxTable.resolve(spelling)).orElseThrow(s::unknown);
    return known.results().getFirst();
  }

  static Op elect(Site s) {
    boolean named = s.resultCount() > 1;
    int d = named ? s.result(0) : s.function().registers().scratch();
    return new Elect(kind(s), d, s.result(named ? 1 : 0), s.input(0));
  }
}
