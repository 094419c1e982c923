import org.jspecify.annotations.NullMarked;

/** Front ends, subset rules, diagnostics, pipeline, annotation processor, command line. */
@NullMarked
module dev.ringkernel.compiler {
  requires com.github.javaparser.core;
  requires transitive dev.ringkernel.annotations;
  requires transitive dev.ringkernel.ir;
  requires transitive dev.ringkernel.ptx;
  requires info.picocli;
  requires transitive java.compiler;
  requires jdk.compiler;
  requires static transitive org.jspecify;
  requires org.objectweb.asm;
  requires org.objectweb.asm.tree;

  exports dev.ringkernel.compiler.diag;
  exports dev.ringkernel.compiler.front;
  exports dev.ringkernel.compiler.pipeline;
  exports dev.ringkernel.compiler.project;

  provides javax.annotation.processing.Processor with
      dev.ringkernel.compiler.processor.RingKernelProcessor;

  uses dev.ringkernel.ptx.service.DeviceReport;
}
