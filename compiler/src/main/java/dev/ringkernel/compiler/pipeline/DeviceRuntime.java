package dev.ringkernel.compiler.pipeline;

import dev.ringkernel.compiler.diag.Diagnostic;
import dev.ringkernel.compiler.front.FrontEnd;
import dev.ringkernel.compiler.front.FrontEndOptions;
import dev.ringkernel.compiler.front.FrontEndResult;
import dev.ringkernel.compiler.front.KernelClass;
import dev.ringkernel.compiler.front.SourceUnit;
import dev.ringkernel.compiler.front.TypeIndex;
import dev.ringkernel.ir.Block;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.IrPrinter;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.Rewrite;
import dev.ringkernel.ir.Signature;
import dev.ringkernel.ir.Span;
import dev.ringkernel.ir.Verifier;
import dev.ringkernel.ir.pass.PassRunner;
import dev.ringkernel.ir.pass.PassTable;
import dev.ringkernel.ptx.pack.ClassDigest;
import dev.ringkernel.ptx.pack.ClassEntry;
import dev.ringkernel.ptx.pack.LayoutDigest;
import dev.ringkernel.ptx.pack.RuntimeManifest;
import dev.ringkernel.ptx.pack.RuntimePackage;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.constant.ConstantDesc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Compiles the device side of the runtime: its exports and its kernel, into one module that
 * handlers are linked with.
 */
public final class DeviceRuntime {
  private DeviceRuntime() {}

  /**
   * The compiled device runtime, or why there is none.
   *
   * @param module exports and kernel, helpers inlined
   * @param inlined binary names of the classes whose code is in it
   * @param diagnostics by file, then place; any of them means failure
   */
  public record Compiled(Module module, List<String> inlined, List<Diagnostic> diagnostics) {}

  /** Compiles {@code units}; classes without exports among them are only read. */
  public static Compiled compile(TypeIndex index, List<SourceUnit> units) {
    FrontEndResult front = FrontEnd.compile(index, units, new FrontEndOptions(false));
    Set<String> sources = new LinkedHashSet<>();
    Set<String> classes = new LinkedHashSet<>();
    Map<String, Function> functions = new LinkedHashMap<>();
    for (KernelClass k : front.classes()) {
      Module module = new PassRunner().run(PassTable.COMPILE, k.module());
      sources.addAll(module.sources());
      classes.addAll(k.inlinedClasses());
      for (Function whole : module.functions()) {
        Function f = withoutCallSites(whole);
        Function known = functions.putIfAbsent(f.name(), f);
        if (known != null && !known.equals(f)) {
          throw new IllegalStateException("two functions are called " + f.name());
        }
      }
    }
    Module all =
        new Module("dev.ringkernel.runtime", List.copyOf(sources), List.copyOf(functions.values()));
    Verifier.verifyOrThrow("device runtime", all, all);
    return new Compiled(all, List.copyOf(classes), front.diagnostics());
  }

  /**
   * The function with each place in its own file only. The runtime is inlined many levels deep, and
   * to say so at each instruction makes its text several times longer; who calls it is not what a
   * user looks for.
   */
  private static Function withoutCallSites(Function f) {
    Rewrite rewrite = new Rewrite(UnaryOperator.identity(), DeviceRuntime::withoutCallSites);
    return f.withBlocks(
        f.blocks().stream()
            .map(
                b ->
                    new Block(
                        b.id(),
                        b.params(),
                        b.body().stream().map(rewrite::instr).toList(),
                        rewrite.terminator(b.terminator())))
            .toList());
  }

  private static Span withoutCallSites(Span span) {
    return span.callSite() == null
        ? span
        : new Span(span.file(), span.line(), span.column(), span.length());
  }

  /**
   * The package: layout constants and digests come from the class files, none of which may be
   * missing.
   */
  public static RuntimePackage pack(Compiled compiled, CompiledClass.ClassFiles files) {
    List<RuntimeManifest.Constant> constants = new ArrayList<>();
    List<ClassEntry> classes = new ArrayList<>();
    for (String name : compiled.inlined()) {
      byte[] file = files.find(name);
      if (file == null) {
        throw new IllegalStateException("no class file of " + name);
      }
      classes.add(new ClassEntry(name, ClassDigest.of(file)));
      constants.addAll(constants(name, file));
    }
    List<RuntimeManifest.Export> exports = new ArrayList<>();
    for (Function f : compiled.module().functions()) {
      exports.add(new RuntimeManifest.Export(f.name(), Signature.of(f).toString()));
    }
    String ir = IrPrinter.print(compiled.module());
    RuntimeManifest manifest =
        new RuntimeManifest(
            CompilerVersion.TEXT,
            LayoutDigest.ofText(ir),
            exports,
            constants,
            compiled.module().sources(),
            classes);
    return new RuntimePackage(manifest, ir);
  }

  /** Constants of integral types: they are the layouts that host and device share. */
  private static List<RuntimeManifest.Constant> constants(String className, byte[] file) {
    ClassModel model = ClassFile.of().parse(file);
    String simple = className.substring(className.lastIndexOf('.') + 1);
    List<RuntimeManifest.Constant> found = new ArrayList<>();
    for (var field : model.fields()) {
      ConstantDesc value =
          field
              .findAttribute(Attributes.constantValue())
              .map(c -> c.constant().constantValue())
              .orElse(null);
      String name = simple + "." + field.fieldName().stringValue();
      if (value instanceof Integer i) {
        found.add(new RuntimeManifest.Constant(name, i));
      } else if (value instanceof Long l) {
        found.add(new RuntimeManifest.Constant(name, l));
      }
    }
    return found;
  }
}
