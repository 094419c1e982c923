package dev.ringkernel.ptx.sim.weak;

import java.util.ArrayList;
import java.util.List;

/** The writes of one location, from old to young. */
final class History {
  private final List<Message> messages;

  History(Message initial) {
    this.messages = new ArrayList<>(List.of(initial));
  }

  private History(List<Message> messages) {
    this.messages = messages;
  }

  History copy() {
    return new History(new ArrayList<>(messages));
  }

  List<Message> messages() {
    return messages;
  }

  Message youngest() {
    return messages.getLast();
  }

  /** How many writes are older than the one with this stamp. */
  int rank(long stamp) {
    int rank = 0;
    while (rank < messages.size() && messages.get(rank).stamp() < stamp) {
      rank++;
    }
    return rank;
  }

  /** The messages that a read may return which may see nothing older than {@code view}. */
  List<Message> readable(long view) {
    return messages.subList(rank(view), messages.size());
  }

  /**
   * The stamps that a write may take: younger than {@code view}, and not between an atomic and what
   * it read where the two are morally strong.
   */
  List<Long> free(long view, Access writer) {
    List<Long> stamps = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      long after = messages.get(i).stamp();
      boolean last = i + 1 == messages.size();
      long stamp =
          last ? after + Message.DISTANCE : after + (messages.get(i + 1).stamp() - after) / 2;
      if (after >= view && stamp > after && !splits(stamp, writer)) {
        stamps.add(stamp);
      }
    }
    return stamps;
  }

  private boolean splits(long stamp, Access writer) {
    for (Message message : messages) {
      if (message.read() != Message.NONE
          && message.read() < stamp
          && stamp < message.stamp()
          && message.writer().morallyStrong(writer)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a write of {@code writer} may come between the stamps of an atomic of its own. */
  boolean strongBetween(long read, long stamp, Access atomic) {
    for (Message message : messages) {
      if (message.stamp() > read
          && message.stamp() < stamp
          && message.writer().morallyStrong(atomic)) {
        return true;
      }
    }
    return false;
  }

  void insert(Message message) {
    messages.add(rank(message.stamp()), message);
  }
}
