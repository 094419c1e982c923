package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.LoadOptions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The arrays through which the driver's assembler takes options and gives its logs. */
final class JitOptions {
  private static final int MAX_REGISTERS = 0;
  private static final int INFO_LOG = 3;
  private static final int INFO_LOG_SIZE = 4;
  private static final int ERROR_LOG = 5;
  private static final int ERROR_LOG_SIZE = 6;
  private static final int OPTIMIZATION = 7;
  private static final int LOG_VERBOSE = 12;
  private static final int LINE_INFO = 13;
  private static final int MOST = 8;
  private static final int LOG_BYTES = 32 * 1024;

  private final MemorySegment keys;
  private final MemorySegment values;
  private final MemorySegment info;
  private final MemorySegment error;
  private int count;

  JitOptions(Arena arena, LoadOptions options) {
    keys = arena.allocate(ValueLayout.JAVA_INT, MOST);
    values = arena.allocate(ValueLayout.JAVA_LONG, MOST);
    info = arena.allocate(LOG_BYTES);
    error = arena.allocate(LOG_BYTES);
    // The last byte stays zero, so that a full log is a string too.
    add(INFO_LOG, info.address());
    add(INFO_LOG_SIZE, LOG_BYTES - 1);
    add(ERROR_LOG, error.address());
    add(ERROR_LOG_SIZE, LOG_BYTES - 1);
    add(LOG_VERBOSE, 1);
    add(OPTIMIZATION, options.optimization());
    if (options.maxRegisters() > 0) {
      add(MAX_REGISTERS, options.maxRegisters());
    }
    if (options.lineInfo()) {
      add(LINE_INFO, 1);
    }
  }

  private void add(int key, long value) {
    keys.setAtIndex(ValueLayout.JAVA_INT, count, key);
    values.setAtIndex(ValueLayout.JAVA_LONG, count, value);
    count++;
  }

  int count() {
    return count;
  }

  long keys() {
    return keys.address();
  }

  long values() {
    return values.address();
  }

  String infoLog() {
    return info.getString(0).strip();
  }

  String errorLog() {
    return error.getString(0).strip();
  }
}
