package dev.ringkernel.runtime;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.ptx.pack.Layout;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The codecs of one system's message types by name and by wire id. */
final class MessageCodecs {
  /** One type. */
  record Entry(int type, MessageCodec codec) {}

  private final Map<String, Entry> byName = new HashMap<>();
  private final List<@Nullable Entry> byType = new ArrayList<>();
  private final LongFunction<ActorRef<?>> refs;

  MessageCodecs(LongFunction<ActorRef<?>> refs) {
    this.refs = refs;
    byType.add(null); // wire ids start at 1
  }

  /** The codec of a type, made on first use. */
  MessageCodec get(int type, Layout layout, Class<?> owner) {
    Entry known = byName.get(layout.name());
    if (known != null) {
      return known.codec();
    }
    Class<? extends Record> record;
    try {
      record = Class.forName(layout.name(), false, owner.getClassLoader()).asSubclass(Record.class);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          layout.name() + ", a message of " + owner.getName() + ", is not on the class path.", e);
    }
    Entry entry = new Entry(type, CodecSpinner.spin(record, layout, refs));
    byName.put(layout.name(), entry);
    while (byType.size() <= type) {
      byType.add(null);
    }
    byType.set(type, entry);
    return entry.codec();
  }

  /** The type with this wire id, or null. */
  @Nullable Entry of(int type) {
    return type < byType.size() ? byType.get(type) : null;
  }

  Collection<Entry> entries() {
    return byName.values();
  }
}
