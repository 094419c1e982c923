package dev.ringkernel.compiler.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the PTX that linking and emission gave for the same IR, runtime, target and compiler; a
 * key names all of them by content. What is found under a key is what would be made.
 */
public interface PtxCache {
  /** Remembers nothing. */
  PtxCache NONE =
      new PtxCache() {
        @Override
        public @Nullable Entry get(String key) {
          return null;
        }

        @Override
        public void put(String key, Entry entry) {}
      };

  /** What is remembered under a key; null for nothing. */
  @Nullable Entry get(String key);

  /** Remembers; may forget at any time. */
  void put(String key, Entry entry);

  /**
   * One PTX.
   *
   * @param version its {@code .version}
   * @param sources as fault words index them
   */
  record Entry(String version, List<String> sources, String ptx) {
    public Entry {
      sources = List.copyOf(sources);
    }
  }
}
