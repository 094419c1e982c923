import org.jspecify.annotations.NullMarked;

/** Typed SSA IR: types, operations, builder, text form, verifier, analyses, passes, layouts. */
@NullMarked
module dev.ringkernel.ir {
  requires static transitive org.jspecify;

  exports dev.ringkernel.ir;
  exports dev.ringkernel.ir.link;
  exports dev.ringkernel.ir.pass;
}
