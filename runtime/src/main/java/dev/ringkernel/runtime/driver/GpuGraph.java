package dev.ringkernel.runtime.driver;

/** Work prepared once and launched many times through {@link GpuStream#launch(GpuGraph)}. */
public interface GpuGraph extends AutoCloseable {

  /** Gives the graph back; launches under way finish. Idempotent. */
  @Override
  void close();
}
