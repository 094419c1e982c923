import org.jspecify.annotations.NullMarked;

/** Benchmarks with their CUDA C++ peers; never published. */
@NullMarked
module dev.ringkernel.benchmarks {
  requires com.fasterxml.jackson.core;
  requires HdrHistogram;
  requires commons.math3;
  requires dev.ringkernel.compiler;
  requires dev.ringkernel.ptx;
  requires dev.ringkernel.runtime;
  requires dev.ringkernel.samples;
  requires java.management;
  requires jdk.management;
  requires jmh.core;
  requires static org.jspecify;

  // The runtime reads an actor's fields once, to copy the state that its constructor left.
  opens dev.ringkernel.benchmarks to
      dev.ringkernel.runtime;
}
