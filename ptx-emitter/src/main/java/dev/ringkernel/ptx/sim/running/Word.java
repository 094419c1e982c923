package dev.ringkernel.ptx.sim.running;

/** Eight aligned bytes, as one location or several of equal size. */
final class Word {
  final long at;
  final Backing.Kind kind;

  /** What raw memory holds, as far as known. */
  long raw;

  /** The host's time when that was last looked at. */
  int checked;

  /** Whether it is among those that have something to publish. */
  boolean listed;

  /** Whether what it publishes waits for others. */
  boolean publishing;

  private int bytes = 8;
  private History[] pieces;

  Word(long at, Backing.Kind kind, long initial) {
    this.at = at;
    this.kind = kind;
    this.raw = initial;
    this.pieces = new History[] {new History(initial)};
  }

  static long cut(long value, int bytes) {
    return bytes == 8 ? value : value & (1L << (8 * bytes)) - 1;
  }

  boolean shared() {
    return kind == Backing.Kind.BLOCK;
  }

  /** Makes pieces small enough for an access of so many bytes. */
  void split(int size) {
    if (size >= bytes) {
      return;
    }
    History[] smaller = new History[8 / size];
    for (int i = 0; i < smaller.length; i++) {
      int at = i * size;
      smaller[i] = pieces[at / bytes].piece(at % bytes * 8, size);
    }
    pieces = smaller;
    bytes = size;
  }

  int pieceBytes() {
    return bytes;
  }

  int count() {
    return pieces.length;
  }

  History piece(int index) {
    return pieces[index];
  }

  int shift(int index) {
    return index * bytes * 8;
  }

  boolean pending() {
    for (History piece : pieces) {
      if (piece.pending()) {
        return true;
      }
    }
    return false;
  }

  /** The bytes with the youngest write of each piece. */
  long youngest() {
    long value = 0;
    for (int i = 0; i < pieces.length; i++) {
      value |= pieces[i].youngest().value << shift(i);
    }
    return value;
  }
}
