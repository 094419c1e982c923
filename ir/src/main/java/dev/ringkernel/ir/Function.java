package dev.ringkernel.ir;

import java.util.List;
import java.util.Map;

/**
 * One function. Its parameters are the parameters of its first block.
 *
 * @param name unique within its module: {@code binary.Class.method}, with a suffix where that is
 *     not unique
 * @param results result types; several for a record returned by value
 * @param blocks entry first; a block is printed and emitted in this order unless layout changes it
 * @param attributes further facts by name, sorted by name; see {@link Attribute}
 */
public record Function(
    String name,
    Kind kind,
    List<Type> results,
    List<Block> blocks,
    Map<String, String> attributes) {

  /** What a function is for. */
  public enum Kind {
    /** A PTX entry: launched from the host. */
    KERNEL,
    /** A message handler behind the dispatch of a resident kernel: {@code docs/decisions/003}. */
    HANDLER,
    /** Called from other functions. */
    DEVICE
  }

  /** Names of attributes that parts of the compiler agree on. */
  public static final class Attribute {
    /** Threads of a block the code is made for: {@code 128}; {@code 1} for a one-lane handler. */
    public static final String THREADS = "threads";

    /** {@code true} when array accesses are checked. */
    public static final String BOUNDS = "bounds";

    /** {@code always} or {@code never}; absent leaves it to the budget. */
    public static final String INLINE = "inline";

    /**
     * Blocks of a kernel that an SM must be able to hold at once, as a number; needs {@link
     * #THREADS}.
     */
    public static final String MIN_BLOCKS = "minBlocks";

    /** Maximum registers, as a number. */
    public static final String MAX_REGISTERS = "maxRegisters";

    /**
     * {@code true} when the function has no fault terminators and must get none: {@code
     * lower-faults} ran.
     */
    public static final String FAULTS_LOWERED = "faultsLowered";

    private Attribute() {}
  }

  public Function {
    results = List.copyOf(results);
    blocks = List.copyOf(blocks);
    attributes = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(attributes));
    if (blocks.isEmpty()) {
      throw new IllegalStateException("function " + name + " has no blocks");
    }
  }

  public Block entry() {
    return blocks.getFirst();
  }

  public List<Value> params() {
    return entry().params();
  }

  /** The same function with one more attribute, or with another value of it. */
  public Function withAttribute(String attribute, String value) {
    Map<String, String> all = new java.util.TreeMap<>(attributes);
    all.put(attribute, value);
    return new Function(name, kind, results, blocks, all);
  }

  /** The same function with other blocks. */
  public Function withBlocks(List<Block> newBlocks) {
    return new Function(name, kind, results, newBlocks, attributes);
  }
}
