package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.Problems.Refused;
import dev.ringkernel.ptx.sim.SimCode.Slot;
import dev.ringkernel.ptx.text.PtxOperand;

/**
 * Where an instruction accesses memory.
 *
 * @param a register of the address; any where {@code where} reads none
 */
record Place(Where where, int a, long offset) {

  static Place of(FunctionDecoder f, String space, PtxOperand operand, int bytes) {
    return switch (operand) {
      case PtxOperand.Addr a -> of(f, space, a.base(), a.offset(), bytes);
      case PtxOperand.Reg r -> of(f, space, r, 0, bytes);
      case PtxOperand.Sym s -> of(f, space, s, 0, bytes);
      case PtxOperand.Imm i -> of(f, space, i, 0, bytes);
      case PtxOperand.Sink s -> throw new Refused("'_' is no address");
    };
  }

  private static Place of(
      FunctionDecoder f, String space, PtxOperand base, long offset, int bytes) {
    return switch (base) {
      case PtxOperand.Reg r -> new Place(where(space), f.registers().of(r), offset);
      case PtxOperand.Imm i ->
          new Place(
              where(space),
              f.registers().constant(i.bits(dev.ringkernel.ptx.isa.PtxType.B64)),
              offset);
      case PtxOperand.Sym s -> named(f, s.text(), offset, bytes);
      case PtxOperand.Addr a -> of(f, space, a.base(), offset + a.offset(), bytes);
      case PtxOperand.Sink s -> throw new Refused("'_' is no address");
    };
  }

  private static Where where(String space) {
    return switch (space) {
      case "global", "const" -> Where.GLOBAL;
      case "shared", "shared::cta" -> Where.SHARED;
      case "shared::cluster" -> Where.CLUSTER;
      case "local" -> Where.LOCAL;
      // The address of a parameter is a generic one: a function's own may lie in local memory.
      case "param", "param::entry", "param::func", "" -> Where.GENERIC;
      default -> throw new IllegalStateException("state space " + space);
    };
  }

  private static Place named(FunctionDecoder f, String name, long offset, int bytes) {
    Slot slot = f.frame(name);
    if (slot != null) {
      check(name, offset, bytes, slot.bytes());
      return new Place(Where.FRAME, 0, slot.offset() + offset);
    }
    SimKernel.Param argument = f.argument(name);
    if (argument != null) {
      check(name, offset, bytes, argument.bytes());
      return new Place(Where.ARGUMENT, 0, argument.offset() + offset);
    }
    Integer shared = f.sharedOffset(name);
    if (shared != null) {
      // Its size may be the launch's to state, so the access is checked when it happens.
      return new Place(Where.BLOCK, 0, shared + offset);
    }
    Region region = f.kernel().symbols().region(name);
    if (region != null) {
      return new Place(Where.GLOBAL, f.registers().constant(region.start), offset);
    }
    throw new Refused("'" + name + "' is no variable that can be accessed here");
  }

  private static void check(String name, long offset, int bytes, int size) {
    if (offset < 0 || offset > size - bytes) {
      throw new Refused(
          "an access of "
              + bytes
              + " bytes at byte "
              + offset
              + " of '"
              + name
              + "', which has "
              + size);
    }
    if (offset % bytes != 0 && bytes > 1) {
      throw new Refused(
          "an access of "
              + bytes
              + " bytes at byte "
              + offset
              + " of '"
              + name
              + "' is misaligned");
    }
  }
}
