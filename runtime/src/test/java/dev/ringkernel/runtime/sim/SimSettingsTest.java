package dev.ringkernel.runtime.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SimSettingsTest {
  private static SimSettings of(String... namesAndValues) {
    var properties = new Properties();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.setProperty("ringkernel.sim." + namesAndValues[i], namesAndValues[i + 1]);
    }
    return SimSettings.of(properties);
  }

  @Test
  void propertiesSayWhatTheMethodsSay() {
    assertThat(of()).isEqualTo(SimSettings.DEFAULT);
    assertThat(of("devices", "2", "sms", "8", "memory", "64m", "target", "sm_80"))
        .isEqualTo(
            SimSettings.DEFAULT
                .withTarget("sm_80")
                .withDevices(2)
                .withSms(8)
                .withMemory(64L << 20));
    assertThat(of("seed", "-3", "threads", "2", "wait", "250ms"))
        .isEqualTo(
            SimSettings.DEFAULT.withSeed(-3).withThreads(2).withWaitLimit(Duration.ofMillis(250)));
  }

  @Test
  void eachRowReadsWhatItWrites() {
    var settings =
        of(
            "target",
            "sm_100",
            "devices",
            "3",
            "sms",
            "7",
            "memory",
            "123",
            "threads",
            "2",
            "seed",
            "5",
            "order",
            "weak",
            "clock",
            "steps",
            "stack",
            "2048",
            "translation",
            "off",
            "wait",
            "3s");
    for (var property : SimProperty.values()) {
      // Checks do not go with several threads or weak memory.
      var read = property == SimProperty.CHECK ? of("check", "races,memory") : settings;
      var value = property.read(read);
      assertThat(value).as(property.key()).isNotEqualTo(property.byDefault());
      assertThat(property.read(property.apply(SimSettings.DEFAULT, value)))
          .as(property.key())
          .isEqualTo(value);
    }
    assertThat(settings)
        .hasToString(
            "sim target=sm_100 devices=3 sms=7 memory=123 threads=2 seed=5 order=weak clock=steps"
                + " stack=2048 translation=off wait=3s");
    assertThat(SimSettings.DEFAULT).hasToString("sim");
  }

  @Test
  void whatCannotBeIsRefusedWithWhatCan() {
    assertThatThrownBy(() -> of("sm", "8"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("There is no system property ringkernel.sim.sm;")
        .hasMessageContaining("ringkernel.sim.sms");
    assertThatThrownBy(() -> of("clock", "sun"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ringkernel.sim.clock cannot be 'sun', only wall, steps");
    assertThatThrownBy(() -> of("devices", "0")).hasMessageContaining("1 to 64");
    assertThatThrownBy(() -> of("wait", "10")).hasMessageContaining("a time ends with ms or s");
    assertThatThrownBy(() -> of("memory", "9999999999g")).hasMessageContaining("overflow");
    assertThatThrownBy(() -> of("target", "sm_x")).hasMessageContaining("sm_70 to sm_121");
  }

  @Test
  void propertiesChangeOtherSettingsAndAreWrittenBack() {
    var properties = new Properties();
    properties.setProperty("ringkernel.sim.sms", "8");
    properties.setProperty("ringkernel.other", "x");
    var settings = SimSettings.DEFAULT.withSeed(7).with(properties);
    assertThat(settings).isEqualTo(SimSettings.DEFAULT.withSeed(7).withSms(8));
    assertThat(settings.asArguments()).isEqualTo("-Dringkernel.sim.sms=8 -Dringkernel.sim.seed=7");
    assertThat(SimSettings.DEFAULT.asArguments()).isEmpty();
  }

  @Test
  void seedsAreCounted() {
    assertThat(SimSettings.DEFAULT.seeds(3, 2).map(SimSettings::toString))
        .containsExactly("sim seed=3", "sim seed=4");
  }
}
