package dev.ringkernel.compiler.pipeline;

import dev.ringkernel.ir.Block;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.Span;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Value;
import dev.ringkernel.ptx.isa.Availability;
import dev.ringkernel.ptx.isa.PtxTable;
import dev.ringkernel.ptx.isa.PtxVersion;
import dev.ringkernel.ptx.isa.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the code of one class asks of a device by the product's policy: types by their own column,
 * resident actors by the row here. What the hardware lacks is the emitter's to find; both must
 * hold.
 */
final class Gates {
  /** PTX's memory model, which actors rest on. */
  private static final Need RESIDENT = new Need("a resident actor (@RingKernel)", 70);

  /** Something that is asked for, and the least compute capability that may have it. */
  record Need(String what, int least) {}

  /** A need and the place of it; {@code function} is where it is, for a span that leads nowhere. */
  record Asked(Need need, Span span, String function) {}

  private final List<Asked> asked = new ArrayList<>();
  private final Set<String> spellings = new LinkedHashSet<>();

  Gates(Module module) {
    for (Function f : module.functions()) {
      if (f.kind() == Function.Kind.HANDLER) {
        asked.add(new Asked(RESIDENT, start(f), f.name()));
      }
      for (Block b : f.blocks()) {
        for (Value v : b.params()) {
          type(
              v.type(), b.body().isEmpty() ? b.terminator().span() : b.body().getFirst().span(), f);
        }
        for (Instr i : b.body()) {
          i.results().forEach(v -> type(v.type(), i.span(), f));
          if (i instanceof Instr.Intrinsic intrinsic) {
            spellings.add(intrinsic.spelling());
          }
        }
      }
    }
  }

  private void type(Type type, Span span, Function f) {
    if (type.minComputeCapability() > 0) {
      asked.add(
          new Asked(new Need("type " + type.text(), type.minComputeCapability()), span, f.name()));
    }
  }

  /** The first place of a function that is in a file. */
  static Span start(Function f) {
    for (Block b : f.blocks()) {
      for (Instr i : b.body()) {
        if (i.span().line() > 0) {
          return i.span();
        }
      }
      if (b.terminator().span().line() > 0) {
        return b.terminator().span();
      }
    }
    return Span.NONE;
  }

  /** What {@code target} may not have: each thing where it is first asked for. */
  List<Asked> refused(Target target) {
    Map<Need, Asked> refused = new LinkedHashMap<>();
    for (Asked a : asked) {
      if (a.need().least() > target.sm()) {
        refused.putIfAbsent(a.need(), a);
      }
    }
    return List.copyOf(refused.values());
  }

  /** The least compute capability that policy and instructions allow, of those the table knows. */
  int least() {
    int policy = asked.stream().mapToInt(a -> a.need().least()).max().orElse(0);
    List<Availability> needs =
        spellings.stream().map(s -> PtxTable.resolve(s).availability()).toList();
    return PtxVersion.knownTargets().stream()
        .filter(t -> t.sm() >= policy)
        .filter(t -> needs.stream().allMatch(n -> n.check(t, PtxVersion.NEWEST).isEmpty()))
        .mapToInt(Target::sm)
        .min()
        .orElse(policy);
  }
}
