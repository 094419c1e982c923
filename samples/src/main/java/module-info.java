import org.jspecify.annotations.NullMarked;

/** Small programs that a newcomer runs first. */
@NullMarked
module dev.ringkernel.samples {
  requires dev.ringkernel.runtime;
  requires static org.jspecify;
}
