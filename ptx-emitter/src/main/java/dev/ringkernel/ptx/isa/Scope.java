package dev.ringkernel.ptx.isa;

/** The set of threads among which a strong memory operation or a fence orders, narrowest first. */
public enum Scope {
  CTA,
  CLUSTER,
  GPU,
  SYS
}
