import org.jspecify.annotations.NullMarked;

/** Actor system, supervision, queues, memory, drivers, and the device-side runtime. */
@NullMarked
module dev.ringkernel.runtime {
  requires transitive dev.ringkernel.annotations;
  requires dev.ringkernel.ir;
  requires transitive dev.ringkernel.ptx;
  requires jdk.management;
  requires static transitive org.jspecify;

  exports dev.ringkernel.runtime;
  exports dev.ringkernel.runtime.driver;
  exports dev.ringkernel.runtime.sim;
  exports dev.ringkernel.runtime.cuda to
      dev.ringkernel.benchmarks;

  provides dev.ringkernel.ptx.service.DeviceReport with
      dev.ringkernel.runtime.service.RuntimeReport;
}
