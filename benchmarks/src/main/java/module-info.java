import org.jspecify.annotations.NullMarked;

/** Benchmarks with their CUDA C++ peers; never published. */
@NullMarked
module dev.ringkernel.benchmarks {
  requires com.fasterxml.jackson.core;
  requires HdrHistogram;
  requires commons.math3;
  requires dev.ringkernel.compiler;
  requires dev.ringkernel.runtime;
  requires dev.ringkernel.samples;
  requires jdk.management;
  requires jmh.core;
  requires static org.jspecify;
}
