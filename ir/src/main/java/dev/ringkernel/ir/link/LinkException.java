package dev.ringkernel.ir.link;

import java.util.List;

/** Modules that do not fit together; the message lists every reason. */
public final class LinkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LinkException(List<String> reasons) {
    super("cannot link: " + String.join("; ", reasons));
  }
}
