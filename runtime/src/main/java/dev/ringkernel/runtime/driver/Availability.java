package dev.ringkernel.runtime.driver;

import java.util.List;
import java.util.Objects;

/**
 * Whether a driver or a device can be used, as a sentence for the user.
 *
 * @param reason what decided it
 * @param sentence one or two full sentences: what was found, and if it is an obstacle, what to do
 * @param cautions full sentences about what works but deserves the user's attention, such as an
 *     exclusive compute mode
 */
public record Availability(Reason reason, String sentence, List<String> cautions) {

  /** Why a driver or device is usable or not. */
  public enum Reason {
    /** It can be used. */
    USABLE,
    /** Its options are wrong. */
    MISCONFIGURED,
    /** The operating system or processor is not one that the driver binding supports. */
    PLATFORM,
    /** The driver's library is not installed. */
    NO_LIBRARY,
    /** The driver's library is there but does not load or does not start. */
    LIBRARY_FAILED,
    /** The driver is older than the least version. */
    DRIVER_TOO_OLD,
    /** The driver works and shows no device. */
    NO_DEVICE,
    /** The device's compute capability is below the floor of resident kernels. */
    DEVICE_TOO_OLD,
    /** The device's compute mode forbids contexts. */
    COMPUTE_PROHIBITED,
    /** The operating system ends kernels that run too long on this device. */
    DISPLAY_TIMEOUT,
    /** The device lacks something without which no resident kernel runs. */
    MISSING_CAPABILITY
  }

  /** Copies the cautions. */
  public Availability {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(sentence, "sentence");
    cautions = List.copyOf(cautions);
  }

  /** Returns the answer for something usable. */
  public static Availability usable(String sentence, List<String> cautions) {
    return new Availability(Reason.USABLE, sentence, cautions);
  }

  /** Returns the answer for something that cannot be used. */
  public static Availability not(Reason reason, String sentence) {
    if (reason == Reason.USABLE) {
      throw new IllegalArgumentException("USABLE is not a reason against: " + sentence);
    }
    return new Availability(reason, sentence, List.of());
  }

  /** Says whether it can be used. */
  public boolean usable() {
    return reason == Reason.USABLE;
  }
}
