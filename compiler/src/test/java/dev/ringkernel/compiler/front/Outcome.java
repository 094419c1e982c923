package dev.ringkernel.compiler.front;

import dev.ringkernel.ir.FaultKind;
import java.util.List;

/**
 * How a run ended, bit for bit.
 *
 * @param result bits of the result's leaves; empty for void and for a fault
 * @param fault null where there was none
 * @param arrays bits of the elements of each array argument afterwards
 */
record Outcome(List<Long> result, FaultKind fault, List<List<Long>> arrays) {}
