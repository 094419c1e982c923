package dev.ringkernel.runtime.conformance;

import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.runtime.ActorSystemBuilder;
import dev.ringkernel.runtime.IdleStrategy;

final class SimConformanceTest implements AllCases {
  @Override
  public String backend() {
    return "sim";
  }

  @Override
  public boolean endsLoops() {
    return true;
  }

  @Override
  public ActorSystemBuilder builder() {
    // The thread that waits is on a core that the kernel could have.
    return ActorSystem.builder().backend("sim").idle(IdleStrategy.YIELD).patience(LIMIT);
  }
}
