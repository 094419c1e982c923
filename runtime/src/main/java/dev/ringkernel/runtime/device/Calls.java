package dev.ringkernel.runtime.device;

import dev.ringkernel.device.Clock;
import dev.ringkernel.device.Export;
import dev.ringkernel.device.Memory;
import dev.ringkernel.device.NoInline;
import dev.ringkernel.device.Space;

/**
 * What handlers call: the externals of {@code docs/decisions/003}. The context is the worker's
 * block.
 */
public final class Calls {
  private Calls() {}

  @Export("rk.self")
  static long self(long ctx) {
    return Word.get(ctx + WorkerBlock.SELF);
  }

  @Export("rk.sender")
  static long sender(long ctx) {
    return Word.get(ctx + WorkerBlock.SENDER);
  }

  @Export("rk.now")
  static long now(long ctx) {
    return Clock.globalTimer();
  }

  @NoInline
  @Export("rk.send")
  public static void send(
      long ctx, long destination, int type, @Space(Space.Kind.LOCAL) long[] payload, int words) {
    long arena = Word.get(ctx + WorkerBlock.ARENA);
    long control = Word.get(ctx + WorkerBlock.CONTROL);
    long self = Word.get(ctx + WorkerBlock.SELF);
    Memory.atomAddRelaxedCta(ctx + WorkerBlock.SENT, 1L);
    long h0 = Slot.word0(0, type, words);
    int result = Delivery.FULL;
    if (Delivery.outboxEmpty(control)) {
      result = Delivery.deliver(arena, h0, destination, self, 0, payload, 0, words);
    }
    if (result == Delivery.FULL) {
      result =
          Delivery.park(arena, control, h0, destination, self, payload, words)
              ? 0
              : Reason.OVERFLOW;
      Word.put(ctx + WorkerBlock.PARKED, 1);
      ReadyQueue.schedule(arena, ActorId.slot(self), control);
    }
    if (result != 0) {
      DeadLetters.add(arena, ctx, result, 0, h0, destination, self, 0, payload, 0, words);
    }
  }

  /** Asked at back edges of handlers: 0, or the code of the fault that ends the handler. */
  @NoInline
  @Export("rk.poll")
  static int poll(long ctx) {
    long arena = Word.get(ctx + WorkerBlock.ARENA);
    if (Memory.ldRelaxedGpu(arena + SystemBlock.RUN) == RunState.STOP) {
      return Faults.STOPPED;
    }
    if (Memory.ldRelaxedGpu(Word.get(ctx + WorkerBlock.CONTROL) + ControlBlock.KILL) != 0) {
      return Faults.KILLED;
    }
    long now = Clock.globalTimer();
    long start = Word.get(ctx + WorkerBlock.SLICE_START);
    if (start == 0) {
      Word.put(ctx + WorkerBlock.SLICE_START, now);
    } else if (now - start > Word.get(arena + SystemBlock.SLICE_NANOS)) {
      return Faults.SLICE;
    }
    return 0;
  }
}
