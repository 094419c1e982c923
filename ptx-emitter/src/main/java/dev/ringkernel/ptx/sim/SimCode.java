package dev.ringkernel.ptx.sim;

import dev.ringkernel.ir.Span;
import dev.ringkernel.ptx.text.PtxLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The code of one kernel: its entry and all functions that it can reach, decoded, in one array. A
 * branch names its target by index. Symbols are resolved, the block's static shared memory is laid
 * out, and the constants of the text are registers of the functions.
 *
 * @param ops the instructions
 * @param lines for each instruction the line that it came from
 * @param functions the functions, the entry first
 * @param byNumber functions by their number in the module, for calls by address; null where the
 *     kernel cannot reach one
 * @param entry the function that a thread starts in
 * @param sharedBytes static shared memory of a block; the launch's own follows at {@code
 *     dynamicShared}
 * @param dynamicShared where the launch's shared memory starts
 * @param localBytes local memory of a thread
 * @param blocks where lanes enter the code, with what was translated
 * @param translator translates it
 */
record SimCode(
    Op[] ops,
    PtxLine[] lines,
    List<Function> functions,
    @Nullable Function[] byNumber,
    Function entry,
    int sharedBytes,
    int dynamicShared,
    int localBytes,
    Blocks blocks,
    Translator translator) {

  /** A function as placed in the code. Calls name it before its own instructions are decoded. */
  static final class Function {
    final String name;

    /** Index of its first instruction, and behind its last. */
    final int start;

    final int end;

    /** Bytes of its frame, a multiple of its alignment. */
    final int frameBytes;

    final int frameAlign;

    /** Where its parameters and its result lie in the frame. */
    final List<Slot> params;

    final @Nullable Slot result;

    /** What its registers hold when it starts: rubbish, and the constants. */
    long[] registers = {};

    Function(
        String name,
        int start,
        int end,
        int frameBytes,
        int frameAlign,
        List<Slot> params,
        @Nullable Slot result) {
      this.name = name;
      this.start = start;
      this.end = end;
      this.frameBytes = frameBytes;
      this.frameAlign = frameAlign;
      this.params = List.copyOf(params);
      this.result = result;
    }

    /** Where its frame starts if the stack ends at {@code top}. */
    int frameAt(int top) {
      return (top + frameAlign - 1) & -frameAlign;
    }
  }

  /** A piece of a frame. */
  record Slot(int offset, int bytes) {}

  /**
   * Where instruction {@code pc} comes from; its place in the PTX where nothing better is known.
   */
  Span place(int pc) {
    return switch (lines[pc]) {
      case PtxLine.Instr i -> i.span();
      case PtxLine.Call c -> c.span();
      default -> Span.NONE;
    };
  }

  /** Instruction {@code pc} as text. */
  String text(int pc) {
    return lines[pc].text();
  }

  /** The function at this address, or null. */
  @Nullable Function function(long address) {
    long number = Windows.functionNumber(address);
    return number >= 0 && number < byNumber.length ? byNumber[(int) number] : null;
  }

  /** A head was visited often: lets it be translated. */
  void hot(Head head) {
    translator.visited(this, head);
  }

  /** The function that instruction {@code pc} belongs to. */
  Function functionAt(int pc) {
    for (Function f : functions) {
      if (pc >= f.start && pc < f.end) {
        return f;
      }
    }
    throw new IllegalStateException("no function at " + pc);
  }
}
