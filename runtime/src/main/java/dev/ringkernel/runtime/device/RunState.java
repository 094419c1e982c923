package dev.ringkernel.runtime.device;

/** What the host asks of the resident kernel. */
public final class RunState {
  public static final int RUN = 0;

  /** Leave at the next safe point with everything kept: handlers finish first. */
  public static final int PARK = 1;

  /** Leave at the next safe point; handlers that poll are ended. */
  public static final int STOP = 2;

  private RunState() {}
}
