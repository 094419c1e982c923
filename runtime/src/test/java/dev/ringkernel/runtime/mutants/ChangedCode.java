package dev.ringkernel.runtime.mutants;

import dev.ringkernel.runtime.driver.Availability;
import dev.ringkernel.runtime.driver.FeatureAnswer;
import dev.ringkernel.runtime.driver.Gpu;
import dev.ringkernel.runtime.driver.GpuDriver;
import dev.ringkernel.runtime.driver.GpuProperties;
import dev.ringkernel.runtime.driver.PeerAccess;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/** A driver that changes the text of what it loads. */
record ChangedCode(GpuDriver driver, UnaryOperator<String> change) implements GpuDriver {
  @Override
  public Gpu open(int ordinal) {
    Gpu gpu = driver.open(ordinal);
    return (Gpu)
        Proxy.newProxyInstance(
            Gpu.class.getClassLoader(),
            new Class<?>[] {Gpu.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("load") || method.getName().equals("assemble")) {
                String text = new String((byte[]) arguments[0], StandardCharsets.US_ASCII);
                arguments[0] = change.apply(text).getBytes(StandardCharsets.US_ASCII);
              }
              try {
                return method.invoke(gpu, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public String name() {
    return driver.name();
  }

  @Override
  public Availability availability() {
    return driver.availability();
  }

  @Override
  public List<GpuProperties> devices() {
    return driver.devices();
  }

  @Override
  public Availability availability(int ordinal) {
    return driver.availability(ordinal);
  }

  @Override
  public List<FeatureAnswer> details() {
    return driver.details();
  }

  @Override
  public PeerAccess peerAccess(int ordinal, int peer) {
    return driver.peerAccess(ordinal, peer);
  }
}
