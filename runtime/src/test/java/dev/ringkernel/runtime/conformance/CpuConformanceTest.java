package dev.ringkernel.runtime.conformance;

import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.runtime.ActorSystemBuilder;
import dev.ringkernel.runtime.IdleStrategy;

final class CpuConformanceTest implements AllCases {
  @Override
  public String backend() {
    return "cpu";
  }

  @Override
  public boolean endsLoops() {
    return false;
  }

  @Override
  public ActorSystemBuilder builder() {
    // Patience: a busy machine takes a worker's core away for longer than the default.
    return ActorSystem.builder().backend("cpu").workers(2).idle(IdleStrategy.YIELD).patience(LIMIT);
  }
}
