package dev.ringkernel.ir;

/**
 * One SSA value of a function: defined once, by an instruction or as a block parameter.
 *
 * @param id unique within its function; printed as {@code %id}
 * @param type its type
 */
public record Value(int id, Type type) {
  // Enum hashes differ from run to run, and ids alone collide little.
  @Override
  public int hashCode() {
    return id;
  }

  @Override
  public String toString() {
    return "%" + id;
  }
}
