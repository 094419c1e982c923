package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.isa.OperandKind;
import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.sim.Problems.Refused;
import dev.ringkernel.ptx.sim.SimCode.Slot;
import dev.ringkernel.ptx.text.PtxOperand;

/** Decodes moves, addresses and the stack. */
final class MoveOps {
  private MoveOps() {}

  static Op mov(Site s) {
    if (s.inputCount() == 1 && s.inputFormal(0).kind() == OperandKind.SPECIAL) {
      String name = s.inputFormal(0).name();
      Reading reading = Reading.of(name).orElseThrow(s::unknown);
      return reading.time()
          ? new Move.Time(s.result(0), reading)
          : new Move.Special(s.result(0), reading);
    }
    if (s.inputCount() == 1 && s.resultCount() == 1) {
      if (s.inputFormal(0).type() == PtxType.B128) {
        int[] d = s.wideResult(0);
        int[] a = s.wideInput(0);
        return new Move.Wide(d[0], d[1], a[0], a[1]);
      }
      return switch (s.inputOperand(0)) {
        case PtxOperand.Sym name -> address(s, name.text(), 0);
        case PtxOperand.Addr a when a.base() instanceof PtxOperand.Sym name ->
            address(s, name.text(), a.offset());
        case null, default -> new Move.Copy(s.result(0), s.input(0));
      };
    }
    if (s.resultCount() == 1 && s.resultFormal(0).type() == PtxType.B128) {
      int[] d = s.wideResult(0);
      return new Move.Wide(d[0], d[1], s.input(0), s.input(1));
    }
    if (s.inputFormal(0).type() == PtxType.B128) {
      int[] a = s.wideInput(0);
      return new Move.Wide(s.result(0), s.result(1), a[0], a[1]);
    }
    return OpTable.pure(s);
  }

  /** The address of a variable, a parameter or a function. */
  private static Op address(Site s, String name, long offset) {
    FunctionDecoder f = s.function();
    int d = s.result(0);
    Slot slot = f.frame(name);
    if (slot != null) {
      // The address of a parameter is generic, so that it need not be known where it lies.
      long window = f.isLocalVariable(name) ? 0 : Windows.LOCAL;
      return new Move.FrameAddress(d, Math.toIntExact(slot.offset() + offset), window);
    }
    SimKernel.Param argument = f.argument(name);
    if (argument != null) {
      return new Move.ArgumentAddress(d, Math.toIntExact(argument.offset() + offset));
    }
    Integer shared = f.sharedOffset(name);
    if (shared != null) {
      return new Move.SharedAddress(d, Math.toIntExact(shared + offset));
    }
    Region region = f.kernel().symbols().region(name);
    Integer number = f.kernel().symbols().number(name);
    if (region == null && number == null) {
      throw new Refused("'" + name + "' has no address here");
    }
    long address = region != null ? region.start : Windows.function(number == null ? 0 : number);
    return new Move.Copy(d, f.registers().constant(address + offset & s.resultMask(0)));
  }

  static Op cvta(Site s) {
    AddressSpace space = AddressSpace.of(s.space()).orElseThrow(s::unknown);
    long window = space.window();
    if (window == 0) {
      return new Move.Copy(s.result(0), s.input(0));
    }
    return s.has("to")
        ? new Move.Convert(s.result(0), s.input(0), 0, 0xffffffffL)
        : new Move.Convert(s.result(0), s.input(0), window, 0xffffffffL);
  }

  static Op isspacep(Site s) {
    AddressSpace space = AddressSpace.of(s.space()).orElseThrow(s::unknown);
    return new Move.IsSpace(s.result(0), s.input(0), space);
  }

  static Op mapa(Site s) {
    return new Move.MapToRank(s.result(0), s.input(0), s.input(1), s.space().isEmpty());
  }

  static Op getctarank(Site s) {
    return new Move.RankOf(s.result(0), s.input(0), s.space().isEmpty());
  }

  static Op alloca(Site s) {
    int align = s.inputCount() > 1 ? (int) s.constant(1) : 8;
    if (Integer.bitCount(align) != 1) {
      throw new Refused("an alignment of " + align + " is no power of two");
    }
    return new Move.Alloca(s.result(0), s.input(0), align);
  }
}
