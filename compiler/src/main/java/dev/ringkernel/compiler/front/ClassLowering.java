package dev.ringkernel.compiler.front;

import static dev.ringkernel.compiler.diag.DiagnosticCode.*;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.Parameter;
import dev.ringkernel.compiler.diag.DiagnosticCode;
import dev.ringkernel.compiler.front.JType.ArrayType;
import dev.ringkernel.compiler.front.JType.Prim;
import dev.ringkernel.compiler.front.JType.Special;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.Space;
import dev.ringkernel.ptx.pack.ClassEntry;
import dev.ringkernel.ptx.pack.HandlerEntry;
import dev.ringkernel.ptx.pack.KernelEntry;
import dev.ringkernel.ptx.pack.Layout;
import dev.ringkernel.ptx.pack.Manifest;
import dev.ringkernel.ptx.pack.MessageEntry;
import dev.ringkernel.ptx.pack.WireType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a class declares for the device and lowers it: handlers, kernels and exports, in
 * source order.
 */
final class ClassLowering {
  /** Shared memory a block may declare statically (PTX ISA: 48 KB on every target). */
  private static final int MAX_SHARED = 48 * 1024;

  private final TypeInfo type;
  private final SourceFile file;
  private final Diagnostics diagnostics;
  private final ValueTypes types;
  private final Layouts layouts;
  private final ModuleLowering module;
  private final FrontEndOptions options;
  private final Map<String, Layout> messages = new LinkedHashMap<>();
  private boolean wrong;

  ClassLowering(
      TypeIndex index,
      AttributionCache attributions,
      Diagnostics diagnostics,
      FrontEndOptions options,
      TypeInfo type) {
    this.type = type;
    this.file = Objects.requireNonNull(type.file());
    this.diagnostics = diagnostics;
    this.types = new ValueTypes(index);
    this.layouts = new Layouts(types, diagnostics);
    this.module = new ModuleLowering(index, attributions, layouts, types, diagnostics);
    this.options = options;
  }

  private record Handler(
      MethodInfo method,
      Callee callee,
      String function,
      Layout message,
      @Nullable Layout reply,
      int threads,
      int sharedBytes) {}

  private record Kernel(MethodInfo method, Callee callee, String function, KernelEntry entry) {}

  /** Empty for a class without device code, and for one with problems. */
  Optional<KernelClass> compile() {
    List<MethodInfo> declared =
        type.methods().stream().filter(m -> m.declaration() != null).toList();
    List<MethodInfo> handlerMethods = annotated(declared, KnownTypes.RING_KERNEL);
    List<MethodInfo> kernelMethods = annotated(declared, KnownTypes.GLOBAL_KERNEL);
    List<MethodInfo> exportMethods =
        annotated(declared, KnownTypes.EXPORT).stream()
            .filter(m -> !kernelMethods.contains(m))
            .toList();
    if (handlerMethods.isEmpty() && kernelMethods.isEmpty() && exportMethods.isEmpty()) {
      return Optional.empty();
    }
    Layout state = null;
    if (!handlerMethods.isEmpty()) {
      checkActor(handlerMethods);
      state = layouts.state(type, file, node(type));
      module.state(type, state);
    }
    List<Handler> handlers = handlers(handlerMethods);
    List<Kernel> kernels = new ArrayList<>();
    for (MethodInfo m : kernelMethods) {
      Kernel k = kernel(m);
      if (k != null) {
        kernels.add(k);
      }
    }
    List<Callee> exports = new ArrayList<>();
    for (MethodInfo m : exportMethods) {
      Callee c = export(m);
      if (c != null) {
        exports.add(c);
      }
    }
    EntryLowering entries = new EntryLowering(module, types);
    for (Handler h : handlers) {
      entries.handler(h.callee(), h.function(), h.message(), h.reply(), h.threads());
    }
    for (Kernel k : kernels) {
      entries.kernel(k.callee(), k.function(), k.entry().threads());
    }
    for (Callee c : exports) {
      entries.export(c, exportName(c.method()));
    }
    module.lowerAll();
    if (wrong || module.isRefused()) {
      return Optional.empty();
    }
    return Optional.of(assemble(state, handlers, kernels));
  }

  private static List<MethodInfo> annotated(List<MethodInfo> methods, String annotation) {
    return methods.stream().filter(m -> m.annotation(annotation) != null).toList();
  }

  private KernelClass assemble(
      @Nullable Layout state, List<Handler> handlers, List<Kernel> kernels) {
    List<HandlerEntry> handlerEntries = new ArrayList<>();
    for (Handler h : handlers) {
      messages.putIfAbsent(h.message().name(), h.message());
      if (h.reply() != null) {
        messages.putIfAbsent(h.reply().name(), h.reply());
      }
      List<Layout> sends = module.sends(h.callee());
      sends.forEach(s -> messages.putIfAbsent(s.name(), s));
      handlerEntries.add(
          new HandlerEntry(
              h.method().name(),
              h.message().name(),
              h.reply() == null ? null : h.reply().name(),
              sends.stream().map(Layout::name).toList(),
              h.function(),
              h.threads(),
              h.sharedBytes(),
              h.method().isStatic(),
              false));
    }
    Manifest draft =
        new Manifest(
            type.binaryName(),
            handlers.isEmpty() ? "" : id(handlers.getFirst().method()),
            "",
            "",
            "",
            "",
            0,
            List.of(),
            state,
            messages.values().stream().map(MessageEntry::of).toList(),
            handlerEntries,
            kernels.stream().map(Kernel::entry).toList(),
            module.sources(),
            module.classes().stream().map(c -> new ClassEntry(c, "")).toList());
    Module ir = new Module(type.binaryName(), module.sources(), module.functions());
    return new KernelClass(type.binaryName(), ir, draft, module.classes());
  }

  private String id(MethodInfo handler) {
    Annotated a = handler.annotation(KnownTypes.RING_KERNEL);
    String id = a == null ? "" : a.string("id", "");
    return id.isEmpty() ? type.binaryName() : id;
  }

  private void report(DiagnosticCode code, Node at, String... args) {
    diagnostics.report(code, file, at, args);
    wrong = true;
  }

  private static Node node(TypeInfo type) {
    return Objects.requireNonNull(type.declaration()).getName();
  }

  private static Node node(MethodInfo method) {
    return Objects.requireNonNull(method.declaration()).getName();
  }

  private void checkActor(List<MethodInfo> handlers) {
    String name = type.type().text();
    if (type.kind() != TypeInfo.Kind.CLASS) {
      report(ACTOR_CLASS, node(type), name, "it is no class");
      return;
    }
    if (type.outer() != null && !type.isStatic()) {
      report(ACTOR_CLASS, node(type), name, "it is an inner class");
    }
    if (!"java.lang.Object".equals(type.members().superName())) {
      report(ACTOR_CLASS, node(type), name, "it extends " + type.members().superName());
    }
    if (type.declaration() instanceof ClassOrInterfaceDeclaration c
        && !c.getTypeParameters().isEmpty()) {
      report(ACTOR_CLASS, node(type), name, "it has type parameters");
    }
    if (!type.isFinal()) {
      report(CLASS_NOT_FINAL, node(type), name);
    }
    String id = id(handlers.getFirst());
    for (MethodInfo h : handlers) {
      if (!id(h).equals(id)) {
        report(ACTOR_CLASS, node(h), name, "its handlers name the ids " + id + " and " + id(h));
      }
    }
  }

  private List<Handler> handlers(List<MethodInfo> methods) {
    List<Handler> all = new ArrayList<>();
    Map<String, MethodInfo> byMessage = new LinkedHashMap<>();
    for (MethodInfo m : methods) {
      Handler h = handler(m);
      if (h == null) {
        continue;
      }
      MethodInfo other = byMessage.putIfAbsent(h.message().name(), m);
      if (other != null) {
        report(HANDLER_OVERLAP, node(m), other.name(), m.name(), h.message().name());
        continue;
      }
      module.declare(h.callee(), h.function());
      all.add(h);
    }
    return all;
  }

  private @Nullable Handler handler(MethodInfo m) {
    Annotated annotation = Objects.requireNonNull(m.annotation(KnownTypes.RING_KERNEL));
    int threads = annotation.integer("threads", 1);
    if (threads != 1 && (threads < 32 || threads > 128 || threads % 32 != 0)) {
      report(THREADS, node(m), Integer.toString(threads), "1, 32, 64, 96 or 128");
      return null;
    }
    if (annotation.flag("batch", false)) {
      report(BATCH, node(m));
      return null;
    }
    List<MethodInfo.ParamInfo> params = m.params();
    TypeInfo record = params.isEmpty() ? null : types.record(params.getFirst().type());
    if (record == null || !laterParams(m)) {
      report(HANDLER_SIGNATURE, node(m), m.name());
      return null;
    }
    Layout message = layouts.message(record, file, parameter(m, 0).getType());
    Integer shared = sharedBytes(m, threads > 1);
    Layout reply = null;
    boolean ok = message != null && shared != null;
    if (m.result() != Special.VOID) {
      TypeInfo replied = types.record(m.result());
      Node at = Objects.requireNonNull(m.declaration()).asMethodDeclaration().getType();
      if (replied == null) {
        report(HANDLER_SIGNATURE, node(m), m.name());
        return null;
      }
      reply = layouts.message(replied, file, at);
      ok &= reply != null;
    }
    if (!ok || message == null || shared == null) {
      wrong = true;
      return null;
    }
    List<Space> spaces = new ArrayList<>();
    for (MethodInfo.ParamInfo p : params) {
      for (int i = 0; i < types.arrays(p.type()); i++) {
        spaces.add(Space.SHARED);
      }
    }
    String function = type.binaryName() + "." + m.name() + "(" + record.binaryName() + ")";
    Callee callee = new Callee(m, spaces, options.boundsChecks(), true);
    return new Handler(m, callee, function, message, reply, threads, shared);
  }

  /** True when what follows the message is at most a context, then shared arrays. */
  private static boolean laterParams(MethodInfo m) {
    boolean contextMayCome = true;
    for (MethodInfo.ParamInfo p : m.params().subList(1, m.params().size())) {
      boolean shared =
          Annotated.find(p.annotations(), KnownTypes.SHARED) != null
              && p.type() instanceof ArrayType;
      boolean context = contextMayCome && p.type().equals(KnownTypes.RING_CONTEXT);
      contextMayCome = false;
      if (!shared && !context) {
        return false;
      }
    }
    return true;
  }

  private static Parameter parameter(MethodInfo m, int i) {
    return Objects.requireNonNull(m.declaration()).getParameter(i);
  }

  /** Bytes of a method's shared arrays; null when they are not possible. */
  private @Nullable Integer sharedBytes(MethodInfo m, boolean allowed) {
    long bytes = 0;
    boolean ok = true;
    for (int i = 0; i < m.params().size(); i++) {
      MethodInfo.ParamInfo p = m.params().get(i);
      Annotated shared = Annotated.find(p.annotations(), KnownTypes.SHARED);
      if (shared == null) {
        continue;
      }
      WireType element =
          p.type() instanceof ArrayType a && a.element() instanceof Prim
              ? types.wire(a.element())
              : null;
      int count = shared.integer("value", 0);
      if (!allowed) {
        report(SHARED_PLACE, parameter(m, i));
        ok = false;
      } else if (element == null) {
        report(ARRAY_OF, parameter(m, i), p.type().text());
        ok = false;
      } else if (count < 1 || (bytes += (long) count * element.bytes()) > MAX_SHARED) {
        report(SHARED_SIZE, parameter(m, i), Integer.toString(MAX_SHARED));
        ok = false;
      }
    }
    return ok ? (Integer) (int) bytes : null;
  }

  private @Nullable Kernel kernel(MethodInfo m) {
    Annotated annotation = Objects.requireNonNull(m.annotation(KnownTypes.GLOBAL_KERNEL));
    int threads = annotation.integer("threads", 256);
    if (threads < 1 || threads > 1024) {
      report(DiagnosticCode.THREADS, node(m), Integer.toString(threads), "1 to 1024");
      return null;
    }
    boolean ok = m.isStatic() && m.result() == Special.VOID;
    List<KernelEntry.Parameter> parameters = new ArrayList<>();
    List<KernelEntry.SharedArray> sharedArrays = new ArrayList<>();
    List<Space> spaces = new ArrayList<>();
    for (MethodInfo.ParamInfo p : m.params()) {
      Annotated shared = Annotated.find(p.annotations(), KnownTypes.SHARED);
      if (p.type() instanceof ArrayType a && a.element() instanceof Prim e) {
        spaces.add(shared == null ? Space.GLOBAL : Space.SHARED);
        if (shared == null) {
          parameters.add(new KernelEntry.Parameter(p.name(), types.wireText(e), true));
        } else {
          sharedArrays.add(
              new KernelEntry.SharedArray(p.name(), types.wireText(e), shared.integer("value", 0)));
        }
      } else if (p.type() instanceof Prim e && shared == null) {
        parameters.add(new KernelEntry.Parameter(p.name(), types.wireText(e), false));
      } else if (shared == null) {
        ok = false;
      }
    }
    if (!ok) {
      report(KERNEL_SIGNATURE, node(m), m.name());
      return null;
    }
    if (sharedBytes(m, true) == null) {
      return null;
    }
    boolean exported = m.annotation(KnownTypes.EXPORT) != null;
    String function = exported ? exportName(m) : type.binaryName() + "." + m.name();
    Callee callee = new Callee(m, spaces, annotation.flag("boundsChecks", true), true);
    module.declare(callee, function);
    return new Kernel(
        m,
        callee,
        function,
        new KernelEntry(m.name(), function, parameters, sharedArrays, threads));
  }

  private static String exportName(MethodInfo m) {
    return Objects.requireNonNull(m.annotation(KnownTypes.EXPORT)).string("value", m.name());
  }

  private @Nullable Callee export(MethodInfo m) {
    List<Space> spaces = new ArrayList<>();
    boolean ok = m.isStatic();
    if (!ok) {
      report(KERNEL_SIGNATURE, node(m), m.name());
    }
    for (int i = 0; i < m.params().size(); i++) {
      MethodInfo.ParamInfo p = m.params().get(i);
      Annotated space = Annotated.find(p.annotations(), KnownTypes.SPACE);
      for (int k = 0; k < types.arrays(p.type()); k++) {
        if (space != null && space.value("value") instanceof Annotated.EnumValue v) {
          spaces.add(Space.valueOf(v.constant()));
        } else {
          report(EXPORT_SPACE, parameter(m, i), p.name());
          ok = false;
        }
      }
      if (!module.isValueType(p.type())) {
        report(NO_VALUE_TYPE, parameter(m, i).getType(), p.type().text());
        ok = false;
      }
    }
    if (module.resultTypes(m) == null) {
      report(NO_VALUE_TYPE, node(m), m.result().text());
      ok = false;
    }
    if (!ok) {
      return null;
    }
    Callee callee = new Callee(m, spaces, options.boundsChecks(), false);
    module.declare(callee, exportName(m));
    return callee;
  }
}
