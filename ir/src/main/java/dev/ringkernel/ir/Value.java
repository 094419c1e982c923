package dev.ringkernel.ir;

/**
 * One SSA value of a function: defined once, by an instruction or as a block parameter.
 *
 * @param id unique within its function; printed as {@code %id}
 * @param type its type
 */
public record Value(int id, Type type) {
  @Override
  public String toString() {
    return "%" + id;
  }
}
