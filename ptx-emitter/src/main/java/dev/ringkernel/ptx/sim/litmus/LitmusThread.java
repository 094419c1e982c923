package dev.ringkernel.ptx.sim.litmus;

import dev.ringkernel.ptx.isa.RegClass;
import java.util.List;

/**
 * One thread of a litmus program, alone in its warp.
 *
 * @param index position among the program's threads
 * @param name {@code P0}
 * @param place where it runs
 * @param registers names of its registers, with their percent sign
 * @param classes their classes
 * @param lines its instructions as steps
 * @param body its instructions and labels as written
 */
record LitmusThread(
    int index,
    String name,
    Place place,
    List<String> registers,
    List<RegClass> classes,
    List<LitmusLine> lines,
    List<Body> body) {

  /** A line as written. */
  sealed interface Body {
    /** A label. */
    record Label(String name) implements Body {}

    /** An instruction. */
    record Instruction(InstructionText text) implements Body {}
  }

  LitmusThread {
    registers = List.copyOf(registers);
    classes = List.copyOf(classes);
    body = List.copyOf(body);
    lines = List.copyOf(lines);
  }
}
