package dev.ringkernel.ptx.pack;

/**
 * A package that is absent, damaged, foreign, stale, or at odds with another; the message says
 * which and what to do.
 */
public final class PackageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String resource;

  public PackageException(String resource, String what, String advice) {
    super(resource + ": " + what + ". " + advice);
    this.resource = resource;
  }

  public PackageException(String resource, String what, String advice, Throwable cause) {
    super(resource + ": " + what + ". " + advice, cause);
    this.resource = resource;
  }

  /** The file or class it is about. */
  public String resource() {
    return resource;
  }
}
