package dev.ringkernel.junit;

import dev.ringkernel.runtime.sim.SimSettings;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes a repetition of the test for each seed; see {@link OnSimulator}. */
final class SimulatorExtension implements TestTemplateInvocationContextProvider {
  private static final String PREFIX = "ringkernel.sim.";

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getTestMethod(), OnSimulator.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    OnSimulator wanted =
        AnnotationSupport.findAnnotation(context.getTestMethod(), OnSimulator.class).orElseThrow();
    return schedules(wanted, System.getProperties()).map(s -> new Repetition(wanted, s));
  }

  /** The settings of each repetition. */
  private static Stream<SimSettings> schedules(OnSimulator wanted, Properties given) {
    if (wanted.seeds() < 1) {
      throw new ExtensionConfigurationException(
          "A test runs with one seed at least, not @OnSimulator(seeds = " + wanted.seeds() + ").");
    }
    Properties written = new Properties();
    for (String setting : wanted.settings()) {
      int end = setting.indexOf('=');
      if (end < 1) {
        throw new ExtensionConfigurationException(
            "@OnSimulator(settings = \""
                + setting
                + "\") is no 'name=value'; there are:\n"
                + SimSettings.properties());
      }
      written.setProperty(
          PREFIX + setting.substring(0, end).strip(), setting.substring(end + 1).strip());
    }
    SimSettings own = SimSettings.DEFAULT.with(written);
    boolean oneSeed =
        given.getProperty(PREFIX + "seed") != null || written.getProperty(PREFIX + "seed") != null;
    Stream<SimSettings> all = oneSeed ? Stream.of(own) : own.seeds(wanted.first(), wanted.seeds());
    return all.map(s -> s.with(given));
  }
}
