package dev.ringkernel.ptx.sim.litmus;

import java.util.List;

/**
 * One thread of a litmus program, alone in its warp.
 *
 * @param index position among the program's threads
 * @param name {@code P0}
 * @param place where it runs
 * @param registers names of its registers, with their percent sign
 * @param lines its instructions
 */
record LitmusThread(
    int index, String name, Place place, List<String> registers, List<LitmusLine> lines) {
  LitmusThread {
    registers = List.copyOf(registers);
    lines = List.copyOf(lines);
  }
}
