package dev.ringkernel.runtime;

import dev.ringkernel.runtime.device.SystemBlock;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;

/** What the blocks of the kernel read when they start, written while none runs. */
final class SystemDescription {
  private SystemDescription() {}

  /**
   * Checks that the handler table has room.
   *
   * @throws IllegalArgumentException if it has not, with the numbers
   */
  static void checkFits(int classes, int messageTypes) {
    if ((messageTypes + 1L) * (classes + 1L) > Memories.HANDLER_WORDS) {
      throw new IllegalArgumentException(
          classes
              + " actor classes with "
              + messageTypes
              + " message types are too many for one system; use two.");
    }
  }

  /** Writes the constant words of the system block and the handler table of a program. */
  static void write(Backend backend, Memories m, Backend.Program program) {
    int types = program.ids().types().size() + 1;
    int behaviours = program.behaviours().size() + 1;
    long[] block = new long[SystemBlock.RUN / 8];
    try (Arena scratch = Arena.ofConfined()) {
      var image = scratch.allocate(SystemBlock.RUN, 8);
      m.describe(image.address(), backend.deviceShared(), types, behaviours, backend.idle());
      for (int i = 0; i < block.length; i++) {
        block[i] = image.getAtIndex(ValueLayout.JAVA_LONG, i);
      }
    }
    backend.write(0, block);
    long[] table = new long[types * behaviours];
    for (Behaviour behaviour : program.behaviours()) {
      for (Handler handler : behaviour.handlers()) {
        table[behaviour.id() * types + handler.type()] = handler.tableEntry();
      }
    }
    backend.write(m.handlers, table);
  }
}
