package dev.ringkernel.ptx.pack;

/**
 * A package that is absent, damaged, foreign, stale, or at odds with another; the message says
 * which and what to do.
 */
public final class PackageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String resource;

  /**
   * What is wrong with one resource.
   *
   * @param resource the file or class
   * @param what a clause about it, without its name and full stop
   * @param advice a sentence, without full stop
   */
  public PackageException(String resource, String what, String advice) {
    super(resource + ": " + what + ". " + advice);
    this.resource = resource;
  }

  /** As the other, with what caused it. */
  public PackageException(String resource, String what, String advice, Throwable cause) {
    super(resource + ": " + what + ". " + advice, cause);
    this.resource = resource;
  }

  /** The file or class it is about. */
  public String resource() {
    return resource;
  }
}
