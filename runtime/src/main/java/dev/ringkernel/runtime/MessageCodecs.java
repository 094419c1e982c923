package dev.ringkernel.runtime;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.ptx.pack.Layout;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The codecs of one system's message types by name and by wire id. One thread at a time adds; any
 * thread may look up by wire id.
 */
final class MessageCodecs {
  /** One type. */
  record Entry(int type, MessageCodec codec) {}

  private final Map<String, Entry> byName = new HashMap<>();

  /** Replaced, never changed: threads that drain read it while a class is taken in. */
  private volatile @Nullable Entry[] byType = new @Nullable Entry[1]; // wire ids start at 1

  private final LongFunction<ActorRef<?>> refs;

  MessageCodecs(LongFunction<ActorRef<?>> refs) {
    this.refs = refs;
  }

  /** The codec of a type, made on first use. */
  MessageCodec get(int type, Layout layout, Class<?> owner) {
    Entry known = byName.get(layout.name());
    if (known != null) {
      if (known.type() != type) {
        add(new Entry(type, known.codec())); // its id was of a set of classes that did not start
      }
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
    add(entry);
    return entry.codec();
  }

  private void add(Entry entry) {
    byName.put(entry.codec().type().getName(), entry);
    @Nullable Entry[] all = Arrays.copyOf(byType, Math.max(byType.length, entry.type() + 1));
    all[entry.type()] = entry;
    byType = all;
  }

  /** The type with this wire id, or null. */
  @Nullable Entry of(int type) {
    @Nullable Entry[] all = byType;
    return type < all.length ? all[type] : null;
  }

  Collection<Entry> entries() {
    return byName.values();
  }
}
