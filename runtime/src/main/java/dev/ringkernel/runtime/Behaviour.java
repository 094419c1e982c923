package dev.ringkernel.runtime;

import dev.ringkernel.api.MessageRefusedException;
import dev.ringkernel.ptx.pack.KernelPackage;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One actor class in one system: its handlers by message class. Immutable. */
final class Behaviour {
  private final int id;
  private final Class<?> type;
  private final KernelPackage pack;
  private final List<Handler> handlers;

  /** Handlers by message class: a few, found faster by a look at each than by hashing. */
  private final Class<?>[] classes;

  private final Handler[] byClass;

  Behaviour(int id, Class<?> type, KernelPackage pack, List<Handler> handlers) {
    this.id = id;
    this.type = type;
    this.pack = pack;
    this.handlers = List.copyOf(handlers);
    this.classes = new Class<?>[handlers.size()];
    this.byClass = new Handler[handlers.size()];
    for (int i = 0; i < byClass.length; i++) {
      byClass[i] = handlers.get(i);
      classes[i] = handlers.get(i).codec().type();
    }
  }

  /** Its number in the system, from 1. */
  int id() {
    return id;
  }

  Class<?> type() {
    return type;
  }

  KernelPackage pack() {
    return pack;
  }

  List<Handler> handlers() {
    return handlers;
  }

  /** The handler of a message, refused where there is none. */
  Handler handlerOf(Record message) {
    Class<?> wanted = message.getClass();
    for (int i = 0; i < classes.length; i++) {
      if (classes[i] == wanted) {
        return byClass[i];
      }
    }
    throw new MessageRefusedException(
        type.getName()
            + " has no handler for "
            + wanted.getName()
            + "; it takes "
            + handlers.stream()
                .map(h -> h.codec().type().getName())
                .collect(Collectors.joining(", "))
            + ".");
  }

  /** The same, for a caller that expects a reply of this class. */
  Handler handlerOf(Record message, Class<?> reply) {
    Handler handler = handlerOf(message);
    @Nullable MessageCodec codec = handler.reply();
    if (codec == null || codec.type() != reply) {
      throw new MessageRefusedException(
          type.getName()
              + "."
              + handler.entry().method()
              + " answers "
              + message.getClass().getName()
              + (codec == null ? " with nothing" : " with " + codec.type().getName())
              + ", not with "
              + reply.getName()
              + (codec == null ? "; use tell." : "."));
    }
    return handler;
  }
}
