package dev.ringkernel.ptx.sim;

import dev.ringkernel.ir.Space;
import dev.ringkernel.ptx.sim.SimCode.Function;
import dev.ringkernel.ptx.text.PtxFunction;
import dev.ringkernel.ptx.text.PtxInit;
import dev.ringkernel.ptx.text.PtxLine;
import dev.ringkernel.ptx.text.PtxModule;
import dev.ringkernel.ptx.text.PtxOperand;
import dev.ringkernel.ptx.text.PtxParam;
import dev.ringkernel.ptx.text.PtxVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decodes one kernel with all functions that it can reach. */
final class KernelDecoder {
  private final PtxModule module;
  private final Symbols symbols;
  private final PtxFunction entry;
  private final int stackBytes;
  private final SimTranslation translation;
  private final Problems problems;

  /** The functions that it can reach, by number; the entry first. */
  private final Map<Integer, PtxFunction> reached = new LinkedHashMap<>();

  private final Map<Integer, FrameLayout> layouts = new HashMap<>();
  private final Map<Integer, Function> placed = new LinkedHashMap<>();

  /** Where shared variables lie in the block's shared memory. */
  private final Map<String, Integer> shared = new HashMap<>();

  /** The names of the shared memory whose size the launch states. */
  private final Set<String> dynamic = new HashSet<>();

  private final Map<String, Integer> kinds;

  /** Bytes between shared variables that belong to none, where memory is checked. */
  private final SharedHoles holes = new SharedHoles();

  private int sharedBytes;
  private int dynamicAlign = 16;

  /**
   * @param translation what is translated to JVM code
   * @param kinds numbers of opcodes at which lanes meet, shared by the module
   */
  KernelDecoder(
      PtxModule module,
      Symbols symbols,
      PtxFunction entry,
      int stackBytes,
      SimTranslation translation,
      Map<String, Integer> kinds,
      Problems problems) {
    this.module = module;
    this.symbols = symbols;
    this.entry = entry;
    this.stackBytes = stackBytes;
    this.translation = translation;
    this.kinds = kinds;
    this.problems = problems;
  }

  /** What is looked at around instructions; null where nothing is. */
  @Nullable Watches watches() {
    Checker checker = symbols.device().machine().checker();
    return checker == null ? null : new Watches(checker, holes);
  }

  /** The kernel's name. */
  String name() {
    return entry.name();
  }

  Symbols symbols() {
    return symbols;
  }

  Problems problems() {
    return problems;
  }

  /** A number for an opcode, the same for equal ones. */
  int kind(String opcode) {
    return kinds.computeIfAbsent(opcode, o -> kinds.size());
  }

  /** The functions that it can reach, once decoded; the entry first. */
  List<PtxFunction> reached() {
    return List.copyOf(reached.values());
  }

  SimCode decode() {
    reach();
    layOutShared();
    int start = 0;
    for (var f : reached.entrySet()) {
      FrameLayout layout = FrameLayout.of(f.getValue());
      int size = (int) f.getValue().body().stream().filter(KernelDecoder::isExecuted).count();
      // Who runs over the end of a body returns.
      int end = start + size + 1;
      layouts.put(f.getKey(), layout);
      placed.put(
          f.getKey(),
          new Function(
              f.getValue().name(),
              start,
              end,
              layout.bytes(),
              layout.align(),
              layout.params(),
              layout.result()));
      start = end;
    }
    Op[] ops = new Op[start];
    PtxLine[] lines = new PtxLine[start];
    for (var f : reached.entrySet()) {
      FrameLayout layout = layouts.get(f.getKey());
      Function function = placed.get(f.getKey());
      if (layout == null || function == null) {
        throw new IllegalStateException("function " + f.getKey() + " was not placed");
      }
      new FunctionDecoder(this, f.getValue(), layout, function).decode(ops, lines);
    }
    @Nullable Function[] byNumber = new Function[symbols.functions().size()];
    placed.forEach((number, f) -> byNumber[number] = f);
    List<Function> functions = List.copyOf(placed.values());
    return new SimCode(
        ops,
        lines,
        functions,
        byNumber,
        functions.getFirst(),
        sharedBytes,
        dynamicShared(),
        new StackDepth(reached, placed, symbols).bytes(stackBytes),
        Blocks.of(ops, functions),
        new Translator(translation));
  }

  static boolean isExecuted(PtxLine line) {
    return line instanceof PtxLine.Instr || line instanceof PtxLine.Call;
  }

  /** Fills {@link #reached}: by calls, and where there is a call by address by every address. */
  private void reach() {
    List<Integer> work = new ArrayList<>();
    add(entry.name(), work);
    boolean byAddress = false;
    while (!work.isEmpty()) {
      PtxFunction f = reached.get(work.removeLast());
      if (f == null) {
        throw new IllegalStateException("a function was not reached");
      }
      for (PtxLine line : f.body()) {
        if (line instanceof PtxLine.Call c) {
          if (c.callee() instanceof PtxOperand.Sym name) {
            add(name.text(), work);
          } else if (!byAddress) {
            byAddress = true;
            addressTaken().forEach(name -> add(name, work));
          }
        }
      }
    }
  }

  private void add(String name, List<Integer> work) {
    Integer number = symbols.number(name);
    if (number != null && !reached.containsKey(number)) {
      reached.put(number, symbols.functions().get(number));
      work.add(number);
    }
  }

  private Set<String> addressTaken() {
    Set<String> names = new LinkedHashSet<>();
    for (PtxVariable v : module.variables()) {
      for (PtxInit init : v.init()) {
        if (init instanceof PtxInit.Address a) {
          names.add(a.symbol());
        }
      }
    }
    for (PtxFunction f : module.functions()) {
      for (PtxLine line : f.body()) {
        if (line instanceof PtxLine.Instr i) {
          for (PtxOperand operand : i.operands()) {
            if (operand instanceof PtxOperand.Sym name) {
              names.add(name.text());
            }
          }
        }
      }
    }
    names.removeIf(name -> symbols.number(name) == null);
    return names;
  }

  private void layOutShared() {
    Set<String> named = new LinkedHashSet<>();
    for (PtxFunction f : reached.values()) {
      for (PtxLine line : f.body()) {
        if (line instanceof PtxLine.Instr i) {
          i.operands().forEach(o -> named.add(base(o)));
        }
      }
    }
    for (PtxVariable v : module.variables()) {
      if (v.space() == Space.SHARED && named.contains(v.name())) {
        addShared(v.name(), v);
      }
    }
    for (PtxFunction f : reached.values()) {
      for (PtxVariable v : f.variables()) {
        if (v.space() == Space.SHARED) {
          addShared(f.name() + "/" + v.name(), v);
        }
      }
    }
  }

  private void addShared(String key, PtxVariable v) {
    if (v.isDynamicShared()) {
      dynamicAlign = Math.max(dynamicAlign, v.align());
      dynamic.add(v.name());
      return;
    }
    long start = ((long) sharedBytes + v.align() - 1) / v.align() * v.align();
    if (v.bytes() > Integer.MAX_VALUE - start) {
      problems.add(
          entry, "shared variable '" + v.name() + "' of " + v.bytes() + " bytes fits no device");
      return;
    }
    shared.put(key, (int) start);
    sharedBytes = (int) (start + v.bytes());
    Checker checker = symbols.device().machine().checker();
    if (checker != null && checker.wants(SimCheck.MEMORY)) {
      holes.add(sharedBytes, v.name());
      sharedBytes += SharedHoles.HOLE;
    }
  }

  private static String base(PtxOperand operand) {
    return switch (operand) {
      case PtxOperand.Sym s -> s.text();
      case PtxOperand.Addr a -> base(a.base());
      case PtxOperand.Reg r -> "";
      case PtxOperand.Imm i -> "";
      case PtxOperand.Sink s -> "";
    };
  }

  /** Where a shared variable lies, from the start of the block's shared memory; null for others. */
  @Nullable Integer sharedOffset(PtxFunction f, String name) {
    Integer own = shared.get(f.name() + "/" + name);
    Integer offset = own == null ? shared.get(name) : own;
    return offset == null && dynamic.contains(name) ? (Integer) dynamicShared() : offset;
  }

  private int dynamicShared() {
    return (sharedBytes + dynamicAlign - 1) / dynamicAlign * dynamicAlign;
  }

  /** A function with a body, or null. */
  @Nullable Function function(String name) {
    Integer number = symbols.number(name);
    return number == null ? null : placed.get(number);
  }

  /** The parameters of the kernel, laid out as CUDA does: each at its own alignment. */
  static List<SimKernel.Param> params(PtxFunction entry) {
    List<SimKernel.Param> params = new ArrayList<>();
    int end = 0;
    for (PtxParam p : entry.params()) {
      int align = p.alignment();
      int start = (end + align - 1) / align * align;
      params.add(new SimKernel.Param(p.name(), start, p.size()));
      end = start + p.size();
    }
    return params;
  }
}
