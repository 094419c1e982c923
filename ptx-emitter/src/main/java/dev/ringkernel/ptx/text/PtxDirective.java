package dev.ringkernel.ptx.text;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What stands between a function's parameters and its body (PTX ISA, "Performance-Tuning
 * Directives" and "Cluster Dimension Directives").
 *
 * @param values its numbers as written; empty where the kind takes none
 * @param text a pragma's string without quotes; empty for every other kind
 */
public record PtxDirective(Kind kind, List<Integer> values, String text) {

  /** The directives, with the fewest and most numbers that each takes. */
  public enum Kind {
    // @formatter:off
    /** Threads of a CTA, exactly. */
    REQNTID(".reqntid", 1, 3),
    /** Threads of a CTA, at most; in each dimension as written, of which the product counts. */
    MAXNTID(".maxntid", 1, 3),
    /** CTAs that an SM must be able to hold. */
    MINNCTAPERSM(".minnctapersm", 1, 1),
    /** CTAs that an SM holds at most. */
    MAXNCTAPERSM(".maxnctapersm", 1, 1),
    /** Registers of a thread, at most. */
    MAXNREG(".maxnreg", 1, 1),
    /** CTAs of a cluster, exactly. */
    REQNCTAPERCLUSTER(".reqnctapercluster", 1, 3),
    /** The launch must state a cluster. */
    EXPLICITCLUSTER(".explicitcluster", 0, 0),
    /** CTAs of a cluster, at most. */
    MAXCLUSTERRANK(".maxclusterrank", 1, 1),
    /** The launch's grid counts clusters, not CTAs. */
    BLOCKSARECLUSTERS(".blocksareclusters", 0, 0),
    /** The function does not return to its caller. */
    NORETURN(".noreturn", 0, 0),
    /** Registers that the function keeps for its caller. */
    ABI_PRESERVE(".abi_preserve", 1, 1),
    /** Control registers that the function keeps for its caller. */
    ABI_PRESERVE_CONTROL(".abi_preserve_control", 1, 1),
    /** Advice to the assembler. */
    PRAGMA(".pragma", 0, 0);
    // @formatter:on

    private final String spelling;
    private final int fewest;
    private final int most;

    Kind(String spelling, int fewest, int most) {
      this.spelling = spelling;
      this.fewest = fewest;
      this.most = most;
    }

    /** The directive with its dot. */
    public String spelling() {
      return spelling;
    }

    /** The fewest numbers behind it. */
    public int fewest() {
      return fewest;
    }

    /** The most numbers behind it. */
    public int most() {
      return most;
    }

    /** The kind of this spelling, dot included, or empty. */
    public static Optional<Kind> of(String spelling) {
      for (Kind kind : values()) {
        if (kind.spelling.equals(spelling)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  public PtxDirective {
    values = List.copyOf(values);
    if (values.size() < kind.fewest || values.size() > kind.most) {
      throw new IllegalArgumentException(
          kind.spelling
              + " takes "
              + (kind.fewest == kind.most ? "" : kind.fewest + " to ")
              + kind.most
              + " numbers, not "
              + values);
    }
  }

  /** A directive with numbers. */
  public static PtxDirective of(Kind kind, Integer... values) {
    return new PtxDirective(kind, List.of(values), "");
  }

  /** A pragma. */
  public static PtxDirective pragma(String text) {
    return new PtxDirective(Kind.PRAGMA, List.of(), text);
  }

  /** The product of the numbers: threads or CTAs in all. */
  public long product() {
    long product = 1;
    for (int value : values) {
      product *= value;
    }
    return product;
  }

  /** The directive as printed. */
  public String spelled() {
    if (kind == Kind.PRAGMA) {
      return kind.spelling + " \"" + text + "\";";
    }
    String numbers = values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return kind.spelling + (numbers.isEmpty() ? "" : " ") + numbers;
  }
}
