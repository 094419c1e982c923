package dev.ringkernel.runtime.device;

/**
 * Single words in mapped host memory, a line of 128 bytes each; each has one writer. Offsets are in
 * bytes.
 */
public final class HostWords {
  /** Distance of words that different sides write. */
  public static final int LINE = 128;

  /** One of {@link RunState}; the host writes. */
  public static final int RUN = 0;

  /** Commands carried out; the supervisor writes. */
  public static final int COMMANDS_DONE = 128;

  /** Size of the area. */
  public static final int BYTES = 256;

  private HostWords() {}
}
