import org.jspecify.annotations.NullMarked;

/** Small programs that a newcomer runs first. */
@NullMarked
module dev.ringkernel.samples {
  requires dev.ringkernel.runtime;
  requires static org.jspecify;

  // The runtime reads an actor's fields once, to copy the state that its constructor left.
  opens dev.ringkernel.samples.counter to
      dev.ringkernel.runtime;
  opens dev.ringkernel.samples.fanin to
      dev.ringkernel.runtime;
  opens dev.ringkernel.samples.pingpong to
      dev.ringkernel.runtime;
  opens dev.ringkernel.samples.reduction to
      dev.ringkernel.runtime;
  opens dev.ringkernel.samples.saxpy to
      dev.ringkernel.runtime;
  opens dev.ringkernel.samples.supervised to
      dev.ringkernel.runtime;
}
