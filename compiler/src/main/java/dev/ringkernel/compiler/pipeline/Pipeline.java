package dev.ringkernel.compiler.pipeline;

import dev.ringkernel.compiler.diag.Diagnostic;
import dev.ringkernel.compiler.diag.DiagnosticCode;
import dev.ringkernel.compiler.front.FrontEnd;
import dev.ringkernel.compiler.front.FrontEndOptions;
import dev.ringkernel.compiler.front.FrontEndResult;
import dev.ringkernel.compiler.front.KernelClass;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.IrPrinter;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.Span;
import dev.ringkernel.ir.link.Linker;
import dev.ringkernel.ir.pass.PassRunner;
import dev.ringkernel.ir.pass.PassTable;
import dev.ringkernel.ptx.emit.EmitOptions;
import dev.ringkernel.ptx.emit.EmitResult;
import dev.ringkernel.ptx.emit.GatingViolation;
import dev.ringkernel.ptx.emit.PtxEmitter;
import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.pack.LayoutDigest;
import dev.ringkernel.ptx.pack.Manifest;
import dev.ringkernel.ptx.pack.ManifestJson;
import dev.ringkernel.ptx.pack.TargetEntry;
import dev.ringkernel.ptx.pack.WireIds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compiles sources to packages; the one path that all entries take. Pure and safe for threads, but
 * for the request's type index.
 */
public final class Pipeline {
  private static final String FRONT = "ir";
  private static final String PTX = "ptx";

  private final CompileRequest request;
  private final Set<Diagnostic> problems = new LinkedHashSet<>();
  private final List<Dump> dumps = new ArrayList<>();

  private Pipeline(CompileRequest request) {
    this.request = request;
  }

  /** What {@code --dump} takes. */
  public static List<String> stages() {
    List<String> stages = new ArrayList<>(List.of(FRONT));
    PassTable.ROWS.forEach(p -> stages.add(p.name()));
    stages.add(PTX);
    return List.copyOf(stages);
  }

  /** Compiles every class with kernels in the request's units. */
  public static Compilation compile(CompileRequest request) {
    return new Pipeline(request).compile();
  }

  private Compilation compile() {
    FrontEndResult front =
        FrontEnd.compile(request.index(), request.units(), FrontEndOptions.DEFAULT);
    problems.addAll(front.diagnostics());
    List<CompiledClass> classes = new ArrayList<>();
    for (KernelClass k : front.classes()) {
      if (k.draft().isActor() || !k.draft().kernels().isEmpty()) {
        CompiledClass compiled = compile(k);
        if (compiled != null) {
          classes.add(compiled);
        }
      }
    }
    List<Diagnostic> sorted = new ArrayList<>(problems);
    sorted.sort(
        Comparator.comparing((Diagnostic d) -> d.range().path())
            .thenComparingInt(d -> d.range().start())
            .thenComparing(Diagnostic::code));
    return new Compilation(classes, sorted, dumps);
  }

  private @Nullable CompiledClass compile(KernelClass k) {
    request.watcher().accept("optimizing " + k.binaryName());
    dump(k.binaryName(), FRONT, k.module());
    PassRunner runner = new PassRunner((pass, module) -> dump(k.binaryName(), pass.name(), module));
    Module packed = runner.run(PassTable.COMPILE, k.module());
    Gates gates = new Gates(packed);
    LoadedRuntime runtime = request.runtime();
    if (k.draft().isActor() && runtime == null) {
      report(
          k,
          DiagnosticCode.NO_DEVICE_RUNTIME,
          place(packed, Function.Kind.HANDLER),
          k.binaryName());
      return null;
    }
    boolean refused = false;
    for (Target target : request.targets()) {
      for (Gates.Asked asked : gates.refused(target)) {
        String needs =
            "compute capability " + asked.need().least() / 10 + "." + asked.need().least() % 10;
        report(
            k,
            DiagnosticCode.TARGET_LACKS,
            asked.span(),
            asked.need().what(),
            needs,
            target.toString());
        refused = true;
      }
    }
    if (refused) {
      return null;
    }
    String ir = IrPrinter.print(packed);
    Map<String, PtxCache.Entry> made = made(k, packed, ir, runner);
    if (made == null) {
      return null;
    }
    Map<String, String> ptx = new LinkedHashMap<>();
    List<TargetEntry> entries = new ArrayList<>();
    List<String> sources = List.of();
    for (Map.Entry<String, PtxCache.Entry> e : made.entrySet()) {
      String text = e.getValue().ptx();
      dump(k.binaryName(), PTX, text);
      ptx.put(e.getKey(), text);
      entries.add(new TargetEntry(e.getKey(), e.getValue().version(), LayoutDigest.ofText(text)));
      sources = e.getValue().sources();
    }
    return new CompiledClass(
        manifest(k.draft(), runtime, ir, gates.least(), entries, sources),
        k.inlinedClasses(),
        ir,
        ptx,
        k.module().sources().getFirst());
  }

  /**
   * The PTX for each target, in the order asked for; null when one lacks something, which is
   * reported.
   */
  private @Nullable Map<String, PtxCache.Entry> made(
      KernelClass k, Module packed, String ir, PassRunner runner) {
    LoadedRuntime runtime = k.draft().isActor() ? request.runtime() : null;
    PtxCache cache =
        runtime == null || !request.dumps().isEmpty() ? PtxCache.NONE : request.cache();
    String content =
        CompilerVersion.TEXT
            + "\n"
            + (runtime == null ? "" : runtime.files().manifest().irDigest())
            + "\n"
            + ManifestJson.write(k.draft())
            + "\n"
            + ir;
    Map<String, PtxCache.Entry> made = new LinkedHashMap<>();
    Module whole = null;
    boolean refused = false;
    for (Target target : request.targets()) {
      String key = target + "\n" + content;
      PtxCache.Entry entry = cache.get(key);
      if (entry == null) {
        if (whole == null) {
          request.watcher().accept("linking " + k.binaryName());
          whole = whole(k, packed, runtime, runner);
        }
        request.watcher().accept("emitting " + k.binaryName() + " for " + target);
        EmitResult emitted = PtxEmitter.emit(whole, target, EmitOptions.DEFAULT);
        for (GatingViolation v : emitted.violations()) {
          report(k, DiagnosticCode.TARGET_LACKS, v.span(), v.what(), v.needs(), v.has());
          refused = true;
        }
        entry =
            new PtxCache.Entry(
                emitted.module().version().toString(), whole.sources(), emitted.text());
        if (emitted.violations().isEmpty()) {
          cache.put(key, entry);
        }
      }
      made.put(target.toString(), entry);
    }
    return refused ? null : made;
  }

  /** A complete system of this class, and its kernels beside it. */
  private Module whole(
      KernelClass k, Module packed, @Nullable LoadedRuntime runtime, PassRunner runner) {
    List<Function> functions = new ArrayList<>();
    List<String> sources = packed.sources();
    if (runtime != null) {
      Module system =
          Linker.link(
              runtime.module(),
              List.of(packed),
              WireIds.of(List.of(k.draft())).plan(List.of(k.draft())),
              runner);
      functions.addAll(system.functions());
      sources = system.sources();
    }
    List<Function> kernels =
        packed.functions().stream().filter(f -> f.kind() == Function.Kind.KERNEL).toList();
    if (!kernels.isEmpty()) {
      List<Function> needed = new ArrayList<>(kernels);
      packed.functions().stream()
          .filter(f -> f.kind() == Function.Kind.DEVICE)
          .forEach(needed::add);
      Module lowered = runner.run(PassTable.KERNEL, new Module(k.binaryName(), sources, needed));
      sources = lowered.sources();
      functions.addAll(lowered.functions());
    }
    return new Module(k.binaryName(), sources, functions);
  }

  private static Manifest manifest(
      Manifest draft,
      @Nullable LoadedRuntime runtime,
      String ir,
      int least,
      List<TargetEntry> targets,
      List<String> sources) {
    return new Manifest(
        draft.className(),
        draft.id(),
        CompilerVersion.TEXT,
        draft.isActor() && runtime != null ? runtime.files().manifest().abi() : "",
        draft.isActor() && runtime != null ? runtime.files().manifest().irDigest() : "",
        LayoutDigest.ofText(ir),
        least,
        targets,
        draft.state(),
        draft.messages(),
        draft.handlers(),
        draft.kernels(),
        sources,
        List.of());
  }

  private static Span place(Module module, Function.Kind kind) {
    return module.functions().stream()
        .filter(f -> f.kind() == kind)
        .map(Gates::start)
        .findFirst()
        .orElse(Span.NONE);
  }

  /**
   * Reports at the user's own expression: where a span is in the device API or the runtime, at the
   * call that led there.
   */
  private void report(KernelClass k, DiagnosticCode code, Span span, String... args) {
    String own = k.module().sources().getFirst();
    for (Span at = span; at != null; at = at.callSite()) {
      if (at.line() > 0 && request.index().isUserSource(at.file())) {
        problems.add(new Diagnostic(code, request.index().range(at), args));
        return;
      }
    }
    problems.add(new Diagnostic(code, request.index().range(new Span(own, 1, 1, 1)), args));
  }

  private void dump(String subject, String stage, Module module) {
    if (request.dumps().contains(stage)) {
      dumps.add(new Dump(subject, stage, IrPrinter.print(module)));
    }
  }

  private void dump(String subject, String stage, String text) {
    if (request.dumps().contains(stage)) {
      dumps.add(new Dump(subject, stage, text));
    }
  }
}
