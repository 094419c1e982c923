package dev.ringkernel.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The latest dead letters of a system, for looking at; the ledger counts them all. Any thread may
 * use it.
 */
public final class DeadLetters {
  /** Letters kept; older ones make room. */
  public static final int KEPT = 4096;

  private final Deque<DeadLetter> letters = new ArrayDeque<>();

  DeadLetters() {}

  synchronized void add(DeadLetter letter) {
    if (letters.size() == KEPT) {
      letters.removeFirst();
    }
    letters.addLast(letter);
  }

  /** Those kept, oldest first. */
  public synchronized List<DeadLetter> list() {
    return new ArrayList<>(letters);
  }

  /** Takes those kept, oldest first. */
  public synchronized List<DeadLetter> take() {
    List<DeadLetter> all = new ArrayList<>(letters);
    letters.clear();
    return all;
  }
}
