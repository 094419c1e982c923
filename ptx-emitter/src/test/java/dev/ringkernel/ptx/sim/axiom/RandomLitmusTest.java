package dev.ringkernel.ptx.sim.axiom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.sim.litmus.Interleavings;
import dev.ringkernel.ptx.sim.litmus.LitmusFile;
import dev.ringkernel.ptx.sim.litmus.LitmusProgram;
import dev.ringkernel.ptx.sim.litmus.Outcome;
import dev.ringkernel.ptx.sim.litmus.RandomLitmus;
import dev.ringkernel.ptx.sim.litmus.RandomLitmus.Line;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What must hold of the model for every program. jqwik prints seed and shrunk program. */
class RandomLitmusTest {

  @Provide
  Arbitrary<RandomLitmus> programs() {
    return RandomLitmus.programs(3, 3);
  }

  @Provide
  Arbitrary<RandomLitmus> few() {
    return Arbitraries.oneOf(RandomLitmus.programs(3, 2), RandomLitmus.programs(2, 3));
  }

  @Provide
  Arbitrary<RandomLitmus> single() {
    return RandomLitmus.programs(1, 7);
  }

  private static LitmusProgram read(RandomLitmus program) {
    return LitmusFile.parse("random", program.text()).getFirst().program();
  }

  @Property(tries = 200)
  void everyInterleavingIsAllowed(@ForAll("programs") RandomLitmus program) {
    LitmusProgram read = read(program);
    assertThat(Litmus.outcomes(read)).containsAll(Interleavings.outcomes(read));
  }

  @Property(tries = 200)
  void aStrongerInstructionAllowsNoMore(@ForAll("few") RandomLitmus program) {
    SortedSet<Outcome> before = Litmus.outcomes(read(program));
    for (RandomLitmus stronger : program.stronger()) {
      assertThat(before).as(stronger.text()).containsAll(Litmus.outcomes(read(stronger)));
    }
  }

  @Property(tries = 200)
  void fencesEverywhereGiveInterleavings(@ForAll("few") RandomLitmus program) {
    LitmusProgram fenced = read(program.fenced());
    assertThat(Litmus.outcomes(fenced)).isEqualTo(Interleavings.outcomes(fenced));
  }

  @Property(tries = 200)
  void oneThreadHasOneOutcome(@ForAll("single") RandomLitmus program) {
    LitmusProgram read = read(program);
    assertThat(Litmus.outcomes(read)).hasSize(1).isEqualTo(Interleavings.outcomes(read));
  }

  @Property(tries = 200)
  void candidatesLeftOutEarlyAreForbidden(@ForAll("programs") RandomLitmus program) {
    LitmusProgram read = read(program);
    SortedSet<Outcome> all = new TreeSet<>();
    Enumeration.run(
        read,
        new Enumeration.Visitor() {
          @Override
          public void allowed(Outcome outcome) {
            all.add(outcome);
          }

          @Override
          public void forbidden(
              Outcome outcome, Skeleton base, @Nullable Execution x, Violation violation) {}

          @Override
          public boolean wantsForbidden() {
            return true;
          }
        });
    assertThat(Litmus.outcomes(read)).isEqualTo(all);
  }

  @Property(tries = 100)
  void namesOfThreadsDoNotMatter(@ForAll("programs") RandomLitmus program) {
    List<List<Line>> reversed = program.threads().reversed();
    RandomLitmus mirror = new RandomLitmus(reversed, program.places().reversed());
    assertThat(Litmus.outcomes(read(mirror))).hasSameSizeAs(Litmus.outcomes(read(program)));
  }
}
