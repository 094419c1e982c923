package dev.ringkernel.ptx.sim.truth;

import java.util.List;

/** What a GPU is asked for many vectors of inputs, a thread each. */
sealed interface Recordable permits Case, Effect {
  /** How the record calls it. */
  String name();

  /** How its inputs are made. */
  List<Inputs.Slot> slots();

  Inputs.Mode mode();

  Inputs inputs();

  /** Bits of each result. */
  List<Integer> widths();

  /** The PTX of its entry. */
  String text(String entry);

  /** What the simulator gives, for each vector. */
  long[] expected(int result);

  /** Whether the hardware may differ within a stated error. */
  boolean approximate();
}
