package dev.ringkernel.runtime;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.RingContext;
import dev.ringkernel.device.Lanes;
import dev.ringkernel.device.Memory;
import dev.ringkernel.ir.FaultKind;
import dev.ringkernel.runtime.device.Calls;
import dev.ringkernel.runtime.device.ControlBlock;
import dev.ringkernel.runtime.device.Dispatch;
import dev.ringkernel.runtime.device.Slot;
import dev.ringkernel.runtime.device.WorkerBlock;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Runs handlers as the plain Java they are, for workers on the JVM. */
final class JvmHandlers {
  private final Memories memories;
  private final AtomicReferenceArray<@Nullable Cell> cells;
  private final AtomicReferenceArray<@Nullable Throwable> thrown;
  private volatile Table table =
      new Table(
          List.of(),
          Map.of(),
          Map.of(),
          id -> {
            throw new IllegalStateException("no program");
          });

  JvmHandlers(Memories memories) {
    this.memories = memories;
    this.cells = new AtomicReferenceArray<>(memories.options.maxActors());
    this.thrown = new AtomicReferenceArray<>(memories.options.maxActors());
  }

  /** An actor's object, and what a restart returns it to. */
  private static final class Cell {
    final Object instance;
    final StateImage.Snapshot initial;
    long restarts;

    Cell(Object instance) {
      this.instance = instance;
      this.initial = new StateImage.Snapshot(instance);
    }
  }

  /** A handler method ready to be called: {@code (instance, message, context, arguments…)}. */
  record Target(
      Behaviour behaviour, Handler handler, Method method, MethodHandle handle, boolean context) {}

  /** All handlers of a program. */
  record Table(
      List<String> sources,
      Map<Long, Target> targets,
      Map<Class<?>, MessageCodecs.Entry> codecs,
      LongFunction<ActorRef<?>> refs) {}

  void adopt(long slot, @Nullable Object instance) {
    cells.set((int) slot, instance == null ? null : new Cell(instance));
    thrown.set((int) slot, null);
  }

  @Nullable Throwable thrownBy(long slot) {
    return thrown.get((int) slot);
  }

  /** Finds the methods of a program's handlers. */
  static Table table(Backend.Program program) {
    Map<Long, Target> targets = new HashMap<>();
    Map<Class<?>, MessageCodecs.Entry> codecs = new HashMap<>();
    for (Behaviour behaviour : program.behaviours()) {
      for (Handler handler : behaviour.handlers()) {
        targets.put((long) behaviour.id() << 32 | handler.type(), target(behaviour, handler));
      }
    }
    program.codecs().entries().forEach(e -> codecs.put(e.codec().type(), e));
    Set<String> sources = new LinkedHashSet<>();
    program.behaviours().forEach(b -> sources.addAll(b.pack().manifest().sources()));
    return new Table(List.copyOf(sources), Map.copyOf(targets), Map.copyOf(codecs), program.refs());
  }

  /** Calls these handlers from now on. */
  void use(Table now) {
    table = now;
  }

  private static Target target(Behaviour behaviour, Handler handler) {
    Class<?> message = handler.codec().type();
    for (Method method : behaviour.type().getDeclaredMethods()) {
      if (method.getName().equals(handler.entry().method())
          && method.getParameterCount() > 0
          && method.getParameterTypes()[0] == message) {
        StateImage.open(method, behaviour.type());
        try {
          MethodHandle handle = MethodHandles.lookup().unreflect(method);
          if (Modifier.isStatic(method.getModifiers())) {
            handle = MethodHandles.dropArguments(handle, 0, Object.class);
          }
          boolean context =
              method.getParameterCount() > 1 && method.getParameterTypes()[1] == RingContext.class;
          return new Target(behaviour, handler, method, handle, context);
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(method + " was opened and cannot be called", e);
        }
      }
    }
    throw new IllegalStateException(
        behaviour.type().getName()
            + " has no method "
            + handler.entry().method()
            + "("
            + message.getName()
            + ")");
  }

  /** For one worker's thread. */
  Dispatch.Invoker invoker() {
    Worker worker = new Worker();
    return worker::invoke;
  }

  private final class Worker implements RingContext {
    private long ctx;
    private final long[] payload = new long[Slot.NATURAL_WORDS];

    int invoke(
        long block, int behaviour, int type, long state, long[] message, int at, long[] reply) {
      ctx = block;
      Table t = table;
      Target target = Objects.requireNonNull(t.targets().get((long) behaviour << 32 | type));
      long control = Memory.ld(block + WorkerBlock.CONTROL);
      int slot =
          (int)
              ((control - Memory.ld(block + WorkerBlock.ARENA) - memories.control)
                  / ControlBlock.BYTES);
      Cell cell = cells.get(slot);
      if (cell != null) {
        long restarts = Memory.ld(control + ControlBlock.RESTARTS);
        if (restarts != cell.restarts) {
          cell.initial.restore();
          cell.restarts = restarts;
        }
      }
      try {
        Record record = target.handler().codec().decode(message, at);
        Object answer = call(target, cell == null ? null : cell.instance, record);
        MessageCodec codec = target.handler().reply();
        if (codec != null) {
          codec.encode(
              (Record) Objects.requireNonNull(answer, "the handler returned null"), reply, 0);
        }
        return 0;
      } catch (Throwable failure) {
        thrown.set(slot, failure);
        return fault(target.behaviour(), failure);
      }
    }

    private @Nullable Object call(Target target, @Nullable Object instance, Record record)
        throws Throwable {
      int threads = target.handler().entry().threads();
      if (threads > 1) {
        Object[] arguments = target.context() ? new Object[] {record, this} : new Object[] {record};
        @Nullable Object[] all = Lanes.withShared(target.method(), arguments);
        return Lanes.<Object>runBlock(
            threads,
            () -> {
              try {
                return target.method().invoke(instance, all);
              } catch (java.lang.reflect.InvocationTargetException e) {
                throw JvmHandlers.<RuntimeException>asIs(e.getCause());
              } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
              }
            });
      }
      return target.context()
          ? target.handle().invoke(instance, record, (RingContext) this)
          : target.handle().invoke(instance, record);
    }

    @Override
    public ActorRef<?> self() {
      return table.refs().apply(Memory.ld(ctx + WorkerBlock.SELF));
    }

    @Override
    public ActorRef<?> sender() {
      return table.refs().apply(Memory.ld(ctx + WorkerBlock.SENDER));
    }

    @Override
    public void send(ActorRef<?> to, Record message) {
      MessageCodecs.Entry entry = table.codecs().get(message.getClass());
      if (entry == null) {
        throw new IllegalStateException(
            message.getClass().getName() + " is not a message of this system");
      }
      synchronized (payload) { // lanes of a block-wide handler may send at once
        entry.codec().encode(message, payload, 0);
        Calls.send(ctx, to.id(), entry.type(), payload, entry.codec().words());
      }
    }

    @Override
    public long now() {
      return System.nanoTime();
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T asIs(@Nullable Throwable t) throws T {
    throw (T) Objects.requireNonNull(t);
  }

  /** The sources that fault words index. */
  List<String> sources() {
    return table.sources();
  }

  private int source(@Nullable String fileName) {
    List<String> sources = table.sources();
    for (int i = 0; i < sources.size(); i++) {
      if (FaultPlace.fileName(sources.get(i)).equals(fileName)) {
        return i;
      }
    }
    return 0;
  }

  /** The fault word for what a handler threw. */
  private int fault(Behaviour behaviour, Throwable thrown) {
    FaultKind kind = JvmFaults.kind(thrown);
    return JvmFaults.place(thrown, behaviour.pack().manifest())
        .map(frame -> kind.word(source(frame.getFileName()), Math.max(0, frame.getLineNumber())))
        .orElse(kind.word(0, 0));
  }
}
