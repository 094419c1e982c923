import org.jspecify.annotations.NullMarked;

/** Tests of actors and kernels on the simulator, for JUnit. */
@NullMarked
module dev.ringkernel.junit {
  requires transitive dev.ringkernel.runtime;
  requires transitive org.junit.jupiter.api;
  requires static org.jspecify;

  exports dev.ringkernel.junit;

  // JUnit makes the extension.
  opens dev.ringkernel.junit to
      org.junit.platform.commons;
}
