package dev.ringkernel.ptx.sim.running;

import dev.ringkernel.ptx.isa.Scope;
import dev.ringkernel.ptx.sim.litmus.Place;
import dev.ringkernel.ptx.sim.running.Patterns.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * The JVM beside: what it wrote is found in raw memory, and what it shall see is put there. Its
 * time goes on with each write of it that is found.
 */
final class Host {
  static final int ID = 0;

  /** More words do not wait. */
  private static final int MOST = 256;

  private static final Manner WRITES = new Manner(true, false, true, Scope.SYS, false);

  private final Backing backing;
  private final View view = new View();
  private final List<Word> pending = new ArrayList<>();
  private int time = 1;

  /** What was looked at before this time is known to everyone. */
  private int everyoneUntil;

  private long stores = -1;

  Host(Backing backing) {
    this.backing = backing;
  }

  int time() {
    return time;
  }

  /** Finds what the host wrote since the word was last looked at. */
  void look(Word word) {
    long now = backing.get(word.at);
    if (now != word.raw) {
      take(word, now);
    }
    word.checked = time;
  }

  private void take(Word word, long now) {
    long changed = now ^ word.raw;
    word.raw = now;
    if (word.shared()) {
      word.split(8);
      for (int i = 0; i < word.count(); i++) {
        History piece = word.piece(i);
        long value = Word.cut(now >>> word.shift(i), word.pieceBytes());
        if (value != piece.youngest().value) {
          piece.insert(piece.size() - 1, Write.initial(value));
          piece.settle();
        }
      }
      return;
    }
    time++;
    view.generic.advance(ID, time);
    Patterns releases = Patterns.NONE.with(new Pattern(Place.HOST, Scope.SYS, view.copy()));
    long store = stores--;
    for (int i = 0; i < word.count(); i++) {
      if (Word.cut(changed >>> word.shift(i), word.pieceBytes()) != 0) {
        History piece = word.piece(i);
        long value = Word.cut(now >>> word.shift(i), word.pieceBytes());
        Write write = new Write(value, ID, Place.HOST, WRITES, Write.NOTHING, store, releases);
        write.knownTo(ID, word.checked + 1);
        if (word.checked < everyoneUntil) {
          write.knownToEveryone();
        }
        piece.insert(piece.size() - 1, write);
        piece.publish(piece.size() - 1);
      }
    }
  }

  /** A word has a write that the host cannot see yet. */
  void add(Word word) {
    if (!word.listed) {
      word.listed = true;
      pending.add(word);
      if (pending.size() > MOST) {
        publishAll();
      }
    }
  }

  /** Publishes some of what waits, by choice. */
  void round(Choices choices) {
    if (pending.isEmpty()) {
      return;
    }
    for (Word word : List.copyOf(pending)) {
      if (choices.publishes()) {
        publish(word, due(word, choices.seesRacing()));
      }
    }
    tidy();
  }

  /**
   * Up to which write of each piece the host sees it in the end: those that race, if it says so.
   */
  private static int[] due(Word word, boolean racing) {
    int[] upTo = new int[word.count()];
    for (int i = 0; i < upTo.length; i++) {
      History piece = word.piece(i);
      upTo[i] = piece.size() - 1;
      while (!racing
          && word.kind == Backing.Kind.HOST
          && upTo[i] > piece.published()
          && !isForHost(piece.get(upTo[i]))) {
        upTo[i]--;
      }
    }
    return upTo;
  }

  private static boolean isForHost(Write write) {
    return write.strong && write.scope == Scope.SYS;
  }

  private void publishAll() {
    while (!pending.isEmpty()) {
      List.copyOf(pending).forEach(this::publishNow);
      tidy();
    }
  }

  /** Publishes what the word has; false where the host wrote it at the same time. */
  boolean publish(Word word) {
    boolean done = publishNow(word);
    tidy();
    return done;
  }

  private boolean publishNow(Word word) {
    int[] upTo = new int[word.count()];
    for (int i = 0; i < upTo.length; i++) {
      upTo[i] = word.piece(i).size() - 1;
    }
    return publish(word, upTo);
  }

  private void tidy() {
    pending.removeIf(
        word -> {
          word.listed = word.pending();
          return !word.listed;
        });
  }

  private boolean publish(Word word, int[] upTo) {
    if (word.publishing) {
      return true;
    }
    word.publishing = true;
    long value = word.raw;
    for (int i = 0; i < upTo.length; i++) {
      History piece = word.piece(i);
      if (upTo[i] > piece.published()) {
        Write write = piece.get(upTo[i]);
        for (Pattern pattern : write.releases.all()) {
          if (pattern.meets(Place.HOST, Scope.SYS)) {
            publishKnown(pattern.view());
            view.join(pattern.view());
          }
        }
        long mask = Word.cut(-1, word.pieceBytes()) << word.shift(i);
        value = (value & ~mask) | write.value << word.shift(i);
      }
    }
    word.publishing = false;
    long before = word.raw;
    if (value != before && !backing.swap(word.at, before, value)) {
      take(word, backing.get(word.at));
      return false;
    }
    word.raw = value;
    for (int i = 0; i < upTo.length; i++) {
      word.piece(i).publish(upTo[i]);
      word.piece(i).get(upTo[i]).knownTo(ID, time + 1);
    }
    return true;
  }

  /** Publishes what one knows whose release the host may see next. */
  private void publishKnown(View known) {
    for (Word word : List.copyOf(pending)) {
      int[] upTo = new int[word.count()];
      boolean some = false;
      for (int i = 0; i < upTo.length; i++) {
        History piece = word.piece(i);
        int floor = piece.floor(known.generic);
        some |= floor > piece.published();
        upTo[i] = Math.max(floor, piece.published());
      }
      if (some) {
        publish(word, upTo);
      }
    }
  }

  /** All that was written so far is known to everyone. */
  void settle() {
    publishAll();
    time++;
    everyoneUntil = time;
  }
}
