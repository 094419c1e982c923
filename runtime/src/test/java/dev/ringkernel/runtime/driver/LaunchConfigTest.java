package dev.ringkernel.runtime.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LaunchConfigTest {

  @Test
  void readsAsASentence() {
    assertThat(LaunchConfig.of(131, 160).withDynamicShared(1024).asCooperative())
        .hasToString("131 blocks of 160 threads, 1024 bytes of dynamic shared memory, cooperative");
    assertThat(new LaunchConfig(2, 3, 1, 16, 16, 1, 0, false))
        .hasToString("6 blocks (2 × 3 × 1) of 256 threads (16 × 16 × 1)");
    assertThat(LaunchConfig.of(1, 1)).hasToString("1 block of 1 thread");
  }

  @Test
  void countsDoNotOverflow() {
    var huge = new LaunchConfig(Integer.MAX_VALUE, 65535, 65535, 1, 1, 1, 0, false);
    assertThat(huge.blocks()).isEqualTo(Integer.MAX_VALUE * 65535L * 65535L);
  }

  @Test
  void anEmptyShapeIsRefused() {
    assertThatThrownBy(() -> LaunchConfig.of(0, 32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("grid 0 × 1 × 1");
    assertThatThrownBy(() -> LaunchConfig.of(1, 32).withDynamicShared(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }
}
