package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.Problems.Refused;
import dev.ringkernel.ptx.sim.SimCode.Function;
import dev.ringkernel.ptx.sim.SimCode.Slot;
import dev.ringkernel.ptx.text.PtxLine;
import dev.ringkernel.ptx.text.PtxOperand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decodes calls. */
final class Calls {
  private Calls() {}

  static Op make(FunctionDecoder f, PtxLine.Call call) {
    List<Slot> arguments = new ArrayList<>();
    for (String name : call.arguments()) {
      arguments.add(f.slot(name));
    }
    Slot result = call.result() == null ? null : f.slot(call.result());
    if (!(call.callee() instanceof PtxOperand.Sym callee)) {
      return new Flow.CallIndirect(f.register(call.callee()), arguments, result);
    }
    Function known = f.kernel().function(callee.text());
    if (known != null) {
      check(callee.text(), sizes(known.params), sizes(arguments));
      check(callee.text(), size(known.result), result == null ? size(known.result) : size(result));
      return new Flow.Call(known, arguments, result);
    }
    Optional<SystemFunction> system = SystemFunction.of(callee.text());
    if (system.isEmpty()) {
      throw new Refused(
          "function '"
              + callee.text()
              + "' has no body; the simulator itself provides only "
              + Arrays.toString(SystemFunction.values()));
    }
    check(callee.text(), system.get().argumentBytes, sizes(arguments));
    return new Flow.CallSystem(system.get(), arguments, result);
  }

  private static List<Integer> sizes(List<Slot> slots) {
    return slots.stream().map(Slot::bytes).toList();
  }

  private static List<Integer> size(@Nullable Slot slot) {
    return slot == null ? List.of() : List.of(slot.bytes());
  }

  private static void check(String callee, List<Integer> wanted, List<Integer> given) {
    if (!wanted.equals(given)) {
      throw new Refused(
          "'" + callee + "' takes or gives " + wanted + " bytes, and the call has " + given);
    }
  }
}
