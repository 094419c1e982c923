package dev.ringkernel.runtime;

import dev.ringkernel.runtime.device.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A message that could not be delivered.
 *
 * @param message the message, or null where its type is not known here
 * @param type binary name of its class, or its wire id
 * @param target id it was sent to
 * @param source id of the sender, 0 for nobody
 * @param reason why: {@code Overflow}, {@code InvalidTarget}, {@code Rejected}, {@code Fault}
 * @param fault for {@code Fault}: what happened and where
 */
public record DeadLetter(
    @Nullable Record message, String type, long target, long source, String reason, String fault) {

  static String reasonText(int reason) {
    return switch (reason) {
      case Reason.OVERFLOW -> "Overflow";
      case Reason.INVALID_TARGET -> "InvalidTarget";
      case Reason.REJECTED -> "Rejected";
      case Reason.FAULT -> "Fault";
      default -> "reason " + reason;
    };
  }
}
