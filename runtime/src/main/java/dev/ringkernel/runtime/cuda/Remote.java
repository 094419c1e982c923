package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.DriverException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A handle of a driver in another process. */
abstract class Remote {
  private final DriverProcess host;
  private final long handle;
  private final AtomicBoolean closed = new AtomicBoolean();

  Remote(DriverProcess host, long handle) {
    this.host = host;
    this.handle = handle;
  }

  /** What it is, for a message. */
  abstract String kind();

  final DriverProcess host() {
    return host;
  }

  /** Returns the handle's number in the other process. */
  long handle() {
    if (closed.get()) {
      throw new IllegalStateException("The " + kind() + " was closed.");
    }
    return handle;
  }

  final Values call(HostCall call, @Nullable Object... arguments) {
    return host.call(call, handle(), arguments);
  }

  /**
   * Gives the handle back; false if it was given back before. Does nothing where the process is
   * gone, and does not throw for a failure that shows up only now, because what was to be given
   * back is gone with it.
   */
  final boolean giveBack() {
    if (!closed.compareAndSet(false, true)) {
      return false;
    }
    if (host.alive()) {
      try {
        host.call(HostCall.CLOSE, handle);
      } catch (RuntimeException e) {
        boolean lost = e instanceof DriverException d && d.fatal();
        if (!lost && host.alive()) {
          throw e;
        }
      }
    }
    return true;
  }
}
