package dev.ringkernel.ptx.sim.weak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.sim.axiom.Litmus;
import dev.ringkernel.ptx.sim.litmus.LitmusFile;
import dev.ringkernel.ptx.sim.litmus.LitmusProgram;
import dev.ringkernel.ptx.sim.litmus.RandomLitmus;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The machine against the axioms, on random programs. jqwik prints seed and shrunk program. */
class RandomWeakTest {

  @Provide
  Arbitrary<RandomLitmus> programs() {
    return RandomLitmus.programs(3, 3);
  }

  @Property(tries = 200)
  void showsNothingForbidden(@ForAll("programs") RandomLitmus program) {
    LitmusProgram read = LitmusFile.parse("random", program.text()).getFirst().program();
    assertThat(Litmus.outcomes(read)).containsAll(Explorer.all(read));
  }
}
