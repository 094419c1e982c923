package dev.ringkernel.ptx.sim.running;

import java.util.Arrays;

/** The pieces of words that an access covers, in order of address. */
final class Pieces {
  private final long start;
  private Word[] words = new Word[2];
  private int[] indices = new int[2];
  private int count;

  Pieces(long start) {
    this.start = start;
  }

  void add(Word word, int index) {
    if (count == words.length) {
      words = Arrays.copyOf(words, 2 * count);
      indices = Arrays.copyOf(indices, 2 * count);
    }
    words[count] = word;
    indices[count++] = index;
  }

  int count() {
    return count;
  }

  Word word(int i) {
    return words[i];
  }

  History history(int i) {
    return words[i].piece(indices[i]);
  }

  /** Where piece {@code i} starts, from the start of the access. */
  int offset(int i) {
    return (int) (words[i].at - start) + indices[i] * words[i].pieceBytes();
  }

  /** What of a value of two words belongs to piece {@code i}. */
  long part(int i, long low, long high) {
    int offset = offset(i);
    return Word.cut((offset < 8 ? low : high) >>> (offset % 8 * 8), words[i].pieceBytes());
  }
}
