package dev.ringkernel.runtime.conformance;

import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.runtime.ActorSystemBuilder;
import org.junit.jupiter.api.Tag;

@Tag("gpu")
final class CudaConformanceTest implements AllCases {
  @Override
  public String backend() {
    return "cuda";
  }

  @Override
  public boolean endsLoops() {
    return true;
  }

  @Override
  public ActorSystemBuilder builder() {
    return ActorSystem.builder().backend("cuda");
  }
}
