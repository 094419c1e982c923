package dev.ringkernel.ptx.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PtxNamesTest {
  @Test
  void keepsWhatPtxTakes() {
    assertThat(PtxNames.mangle("rk_main")).isEqualTo("rk_main");
    assertThat(PtxNames.mangle("samples.Counter.add")).isEqualTo("samples$_Counter$_add");
    assertThat(PtxNames.mangle("a.B$C.d")).isEqualTo("a$_B$$C$_d");
    assertThat(PtxNames.mangle("größe")).isEqualTo("gr$u00f6$u00dfe");
    assertThat(PtxNames.mangle("1st")).isEqualTo("$u0031st");
    assertThat(PtxNames.mangle("_")).isEqualTo("$u005f");
  }

  @Test
  void isInjectiveAndLegal() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "a_$.u0dé<-";
    Set<String> names = new HashSet<>(List.of("a.b", "a$_b", "a$b", "a_b", "$u002e", "."));
    while (names.size() < 3000) {
      StringBuilder name = new StringBuilder();
      for (int n = random.nextInt(6); n >= 0; n--) {
        name.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      names.add(name.toString());
    }
    Set<String> mangled = new HashSet<>();
    for (String name : names) {
      String m = PtxNames.mangle(name);
      assertThat(m).as("seed %s", seed).matches("[a-zA-Z][a-zA-Z0-9_$]*|[_$%][a-zA-Z0-9_$]+");
      assertThat(PtxNames.demangle(m)).as("seed %s", seed).isEqualTo(name);
      mangled.add(m);
    }
    assertThat(mangled).hasSameSizeAs(names);
  }

  @Test
  void refusesWhatItDidNotMake() {
    assertThatThrownBy(() -> PtxNames.demangle("a$b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'a$b' is no mangled name");
  }
}
