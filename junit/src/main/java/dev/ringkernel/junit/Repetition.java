package dev.ringkernel.junit;

import dev.ringkernel.runtime.sim.SimSettings;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.opentest4j.TestAbortedException;

/** A test with one seed. */
record Repetition(OnSimulator wanted, SimSettings settings)
    implements TestTemplateInvocationContext {

  @Override
  public String getDisplayName(int index) {
    return settings.toString();
  }

  @Override
  public List<Extension> getAdditionalExtensions() {
    return List.of(new Run(new Simulation(wanted, settings)));
  }

  /** Gives the test what it wants; at its end closes that, and names the seed of a failure. */
  private record Run(Simulation simulation) implements ParameterResolver, AfterEachCallback {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return Simulation.gives(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return simulation.get(parameter.getParameter().getType());
    }

    @Override
    public void afterEach(ExtensionContext context) {
      context
          .getExecutionException()
          .filter(e -> !(e instanceof TestAbortedException))
          .ifPresent(e -> failed(e, context));
      try {
        simulation.close();
      } catch (RuntimeException | AssertionError e) {
        failed(e, context);
        throw e;
      }
    }

    private void failed(Throwable why, ExtensionContext context) {
      FailedSchedule schedule =
          new FailedSchedule(
              context.getRequiredTestClass().getSimpleName()
                  + "."
                  + context.getRequiredTestMethod().getName(),
              simulation.settings());
      why.addSuppressed(schedule);
      System.err.println(schedule.getMessage());
    }
  }
}
