package dev.ringkernel.ptx.sim;

import dev.ringkernel.ir.Space;
import dev.ringkernel.ptx.sim.SimException.Reason;
import dev.ringkernel.ptx.text.PtxAlias;
import dev.ringkernel.ptx.text.PtxFunction;
import dev.ringkernel.ptx.text.PtxInit;
import dev.ringkernel.ptx.text.PtxLinkage;
import dev.ringkernel.ptx.text.PtxModule;
import dev.ringkernel.ptx.text.PtxVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of a loaded module: functions by number, variables by where they were placed. */
final class Symbols {
  private final SimDevice device;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<PtxFunction> functions = new ArrayList<>();
  private final Map<String, PtxVariable> variables = new HashMap<>();
  private final Map<String, Region> placed = new HashMap<>();
  private final List<SimVariable> listed = new ArrayList<>();

  private Symbols(SimDevice device) {
    this.device = device;
  }

  /** Places the variables of a module on a device. */
  static Symbols place(SimDevice device, PtxModule module) {
    Symbols symbols = new Symbols(device);
    try {
      for (PtxFunction f : module.functions()) {
        if (!f.isDeclaration()) {
          symbols.numbers.put(f.name(), symbols.functions.size());
          symbols.functions.add(f);
        }
      }
      for (PtxAlias alias : module.aliases()) {
        Integer number = symbols.numbers.get(alias.target());
        if (number != null) {
          symbols.numbers.put(alias.name(), number);
        }
      }
      for (PtxVariable v : module.variables()) {
        symbols.variables.put(v.name(), v);
        symbols.place(v);
      }
      for (PtxVariable v : module.variables()) {
        symbols.initialize(v);
      }
      return symbols;
    } catch (RuntimeException e) {
      symbols.unload();
      throw e;
    }
  }

  private void place(PtxVariable v) {
    if (v.space() != Space.GLOBAL && v.space() != Space.CONST) {
      return;
    }
    if (v.linkage() == PtxLinkage.EXTERN) {
      throw new SimException(
          Reason.INVALID_PTX,
          "Variable '"
              + v.name()
              + "' is only declared; the simulator links no modules, so define it in this one.");
    }
    Region.Kind kind = v.space() == Space.CONST ? Region.Kind.CONST : Region.Kind.GLOBAL;
    Region region = device.allocate(kind, Math.max(v.bytes(), 1), v.align());
    placed.put(v.name(), region);
    listed.add(new SimVariable(v.name(), region.start, v.bytes()));
  }

  private void initialize(PtxVariable v) {
    Region region = placed.get(v.name());
    if (region == null) {
      return;
    }
    int bytes = v.type().bits() / 8;
    Cell cell = Cell.of(v.type());
    for (int i = 0; i < v.init().size(); i++) {
      cell.store(region.start + (long) i * bytes, element(v.init().get(i)));
    }
  }

  private long element(PtxInit init) {
    return switch (init) {
      case PtxInit.Number n -> n.bits();
      case PtxInit.Address a -> a.element(address(a.symbol()) + a.addend());
    };
  }

  private long address(String name) {
    Region region = placed.get(name);
    Integer number = numbers.get(name);
    if (region == null && number == null) {
      throw new SimException(
          Reason.INVALID_PTX, "An initial value names '" + name + "', which has no address.");
    }
    return region != null ? region.start : Windows.function(number == null ? 0 : number);
  }

  /** The number of a function with a body, by its name or an alias; null where there is none. */
  @Nullable Integer number(String name) {
    return numbers.get(name);
  }

  /** The functions with bodies, by number. */
  List<PtxFunction> functions() {
    return functions;
  }

  /** A variable of the module, or null. */
  @Nullable PtxVariable variable(String name) {
    return variables.get(name);
  }

  /** Where a variable lies in global or constant memory, or null. */
  @Nullable Region region(String name) {
    return placed.get(name);
  }

  /** The variables in global and constant memory, in the order of the text. */
  List<SimVariable> listed() {
    return listed;
  }

  SimDevice device() {
    return device;
  }

  void unload() {
    placed.values().forEach(device::release);
  }
}
