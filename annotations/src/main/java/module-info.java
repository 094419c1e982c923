import org.jspecify.annotations.NullMarked;

/** What users write against: annotations, message and numeric types, the device API. */
@NullMarked
module dev.ringkernel.annotations {
  requires static transitive org.jspecify;

  exports dev.ringkernel.api;
  exports dev.ringkernel.device;
}
