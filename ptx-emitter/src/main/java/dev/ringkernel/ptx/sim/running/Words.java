package dev.ringkernel.ptx.sim.running;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The words that have a history, by address. */
final class Words {
  private static final int PAGE_SHIFT = 12;
  private static final int PER_PAGE = 1 << (PAGE_SHIFT - 3);

  private final Map<Long, @Nullable Word[]> pages = new HashMap<>();
  private long lastNumber = -1;
  private @Nullable Word[] last = {};

  @Nullable Word find(long at) {
    Word[] page = page(at >>> PAGE_SHIFT);
    return page == null ? null : page[index(at)];
  }

  private @Nullable Word @Nullable [] page(long number) {
    if (number == lastNumber) {
      return last;
    }
    Word[] page = pages.get(number);
    if (page != null) {
      lastNumber = number;
      last = page;
    }
    return page;
  }

  private static int index(long at) {
    return (int) (at >>> 3) & PER_PAGE - 1;
  }

  void add(Word word) {
    pages.computeIfAbsent(word.at >>> PAGE_SHIFT, n -> new Word[PER_PAGE])[index(word.at)] = word;
  }

  /** Forgets the pages of a range that starts and ends at pages. */
  void forget(long start, long bytes) {
    lastNumber = -1;
    for (long at = start; at < start + bytes; at += 1L << PAGE_SHIFT) {
      pages.remove(at >>> PAGE_SHIFT);
    }
  }

  void clear() {
    lastNumber = -1;
    pages.clear();
  }

  void forEach(Consumer<Word> action) {
    for (Word[] page : pages.values()) {
      for (Word word : page) {
        if (word != null) {
          action.accept(word);
        }
      }
    }
  }
}
