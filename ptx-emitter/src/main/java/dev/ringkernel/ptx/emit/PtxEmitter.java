package dev.ringkernel.ptx.emit;

import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.Function.Attribute;
import dev.ringkernel.ir.Function.Kind;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.Span;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Value;
import dev.ringkernel.ptx.isa.PtxVersion;
import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.text.PtxDirective;
import dev.ringkernel.ptx.text.PtxFunction;
import dev.ringkernel.ptx.text.PtxLine;
import dev.ringkernel.ptx.text.PtxLinkage;
import dev.ringkernel.ptx.text.PtxModule;
import dev.ringkernel.ptx.text.PtxNames;
import dev.ringkernel.ptx.text.PtxParam;
import dev.ringkernel.ptx.text.PtxPrinter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Emits PTX for a module of verified IR: a pure function of module, target and options, safe for
 * threads.
 *
 * <p>Kernels become visible entries, other functions {@code .func}s; a call of a function that the
 * module lacks becomes an {@code .extern} declaration for the linker. Attributes of a kernel:
 * {@code threads} gives {@code .maxntid}, {@code minBlocks} {@code .minnctapersm}, {@code
 * maxRegisters} {@code .maxnreg}.
 */
public final class PtxEmitter {
  /** Static shared memory that a kernel may have on every target. */
  private static final int MAX_SHARED = 48 * 1024;

  private static final PtxVersion INLINED_AT = new PtxVersion(7, 2);

  private final Module module;
  private final Target target;
  private final EmitOptions options;
  private final Map<String, PtxFunction> externs = new LinkedHashMap<>();
  private final Set<GatingViolation> violations = new LinkedHashSet<>();
  private int variables;

  private PtxEmitter(Module module, Target target, EmitOptions options) {
    this.module = module;
    this.target = target;
    this.options = options;
  }

  /**
   * Emits {@code module}.
   *
   * @throws IllegalStateException where the IR is not fit for emission: unbound symbols, faults not
   *     lowered
   * @throws IllegalArgumentException where the target is unknown
   */
  public static EmitResult emit(Module module, Target target, EmitOptions options) {
    return new PtxEmitter(module, target, options).run();
  }

  private EmitResult run() {
    PtxVersion version = PtxVersion.lowestFor(target);
    List<PtxFunction> functions = new ArrayList<>();
    for (Function f : module.functions()) {
      Code code = new Code(f.name(), target);
      Function shaped = LoopRotation.rotate(f);
      PtxFunction ptx =
          new FunctionEmitter(shaped, code, this::callee, () -> variables++)
              .emit(PtxNames.mangle(f.name()), directives(f));
      functions.add(ptx);
      if (options.lineInfo() && usesInlinedAt(ptx)) {
        code.atLeast(INLINED_AT);
      }
      version = code.version().compareTo(version) > 0 ? code.version() : version;
      violations.addAll(code.violations());
    }
    for (Function f : module.functions()) {
      if (f.kind() == Kind.KERNEL) {
        checkShared(f, functions);
      }
    }
    List<PtxFunction> all = new ArrayList<>(externs.values());
    all.addAll(functions);
    boolean lines = options.lineInfo() && functions.stream().anyMatch(PtxEmitter::hasPlaces);
    PtxModule ptx = new PtxModule(version, target, lines, all);
    return new EmitResult(ptx, PtxPrinter.print(ptx), List.copyOf(violations));
  }

  private static boolean usesInlinedAt(PtxFunction f) {
    return spans(f).anyMatch(PtxPrinter::needsInlinedAt);
  }

  private static boolean hasPlaces(PtxFunction f) {
    return spans(f).anyMatch(span -> span.line() > 0);
  }

  private static Stream<Span> spans(PtxFunction f) {
    return f.body().stream()
        .flatMap(
            l ->
                l instanceof PtxLine.Instr i
                    ? Stream.of(i.span())
                    : l instanceof PtxLine.Call c ? Stream.of(c.span()) : Stream.empty());
  }

  private static List<PtxDirective> directives(Function f) {
    List<PtxDirective> directives = new ArrayList<>();
    if (f.kind() != Kind.KERNEL) {
      return directives;
    }
    Map<String, String> attributes = f.attributes();
    attribute(attributes, Attribute.THREADS, PtxDirective.Kind.MAXNTID, directives);
    attribute(attributes, Attribute.MIN_BLOCKS, PtxDirective.Kind.MINNCTAPERSM, directives);
    attribute(attributes, Attribute.MAX_REGISTERS, PtxDirective.Kind.MAXNREG, directives);
    return directives;
  }

  private static void attribute(
      Map<String, String> attributes,
      String name,
      PtxDirective.Kind kind,
      List<PtxDirective> directives) {
    String value = attributes.get(name);
    if (value != null) {
      directives.add(PtxDirective.of(kind, Integer.parseInt(value)));
    }
  }

  private String callee(Instr.Call call) {
    String name = PtxNames.mangle(call.callee());
    if (module.function(call.callee()).isEmpty()) {
      externs.computeIfAbsent(call.callee(), c -> declaration(call, name));
    }
    return name;
  }

  private static PtxFunction declaration(Instr.Call call, String name) {
    List<PtxParam> params = new ArrayList<>();
    for (Value v : call.operands()) {
      params.add(PtxParam.scalar("$P" + params.size(), "." + Abi.paramType(v.type())));
    }
    List<Type> results = call.results().stream().map(Value::type).toList();
    PtxParam result = results.isEmpty() ? null : Abi.slot("$R", results);
    return new PtxFunction(
        name,
        call.callee(),
        PtxFunction.Kind.FUNCTION,
        PtxLinkage.EXTERN,
        result,
        params,
        List.of(),
        List.of(),
        Map.of(),
        List.of());
  }

  /** Shared memory of a kernel and of all that it calls. */
  private void checkShared(Function kernel, List<PtxFunction> emitted) {
    Map<String, PtxFunction> byName = new HashMap<>();
    emitted.forEach(f -> byName.put(f.name(), f));
    Set<String> seen = new LinkedHashSet<>();
    List<String> work = new ArrayList<>(List.of(PtxNames.mangle(kernel.name())));
    long bytes = 0;
    while (!work.isEmpty()) {
      PtxFunction f = byName.get(work.removeLast());
      if (f == null || !seen.add(f.name())) {
        continue;
      }
      bytes += (f.sharedBytes() + 15) / 16 * 16;
      for (PtxLine line : f.body()) {
        if (line instanceof PtxLine.Call c) {
          work.add(c.callee().text());
        }
      }
    }
    if (bytes > MAX_SHARED) {
      Span span = sharedSpan(kernel);
      violations.add(
          new GatingViolation(
              span,
              kernel.name(),
              bytes + " bytes of declared shared memory",
              "at most " + MAX_SHARED + " bytes (48 KiB)",
              target.toString()));
    }
  }

  private static Span sharedSpan(Function kernel) {
    return kernel.blocks().stream()
        .flatMap(b -> b.body().stream())
        .filter(i -> i instanceof Instr.Alloca)
        .map(Instr::span)
        .findFirst()
        .orElse(kernel.entry().terminator().span());
  }
}
