import org.jspecify.annotations.NullMarked;

/** PTX tables, instruction selection, printer, assembler check, manifest. */
@NullMarked
module dev.ringkernel.ptx {
  requires com.fasterxml.jackson.core;
  requires transitive dev.ringkernel.ir;
  requires static jcuda;
  requires static transitive org.jspecify;

  exports dev.ringkernel.ptx.check;
  exports dev.ringkernel.ptx.emit;
  exports dev.ringkernel.ptx.isa;
  exports dev.ringkernel.ptx.pack;
  exports dev.ringkernel.ptx.service;
  exports dev.ringkernel.ptx.sim;
  exports dev.ringkernel.ptx.sim.alu;
  exports dev.ringkernel.ptx.sim.axiom;
  exports dev.ringkernel.ptx.sim.launch;
  exports dev.ringkernel.ptx.sim.litmus;
  exports dev.ringkernel.ptx.text;
}
