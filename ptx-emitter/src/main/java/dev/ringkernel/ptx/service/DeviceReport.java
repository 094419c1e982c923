package dev.ringkernel.ptx.service;

import java.util.List;

/**
 * Says what there is on this machine to run kernels on; the runtime provides it, {@code ringkernel
 * doctor} prints it, and {@code ringkernel run} takes the names from it.
 */
public interface DeviceReport {
  /** The names that {@code --backend} takes. Looks at nothing. */
  List<String> backends();

  /** Looks around. Never throws for what it finds: what cannot be told is a row that says why. */
  List<Row> examine();

  /**
   * One line of the report.
   *
   * @param subject what was asked about
   * @param reason what was found, and where the answer is no, why and what would change it
   */
  record Row(String subject, Answer answer, String reason) {}

  /** Whether a thing is there. */
  enum Answer {
    /** It is there, or it is as it should be. */
    YES,
    /** It is not there. */
    NO,
    /** It works, and deserves attention. */
    CAUTION,
    /** Nothing at hand can tell. */
    UNKNOWN
  }
}
