package dev.ringkernel.runtime;

/** How to do beside a resident kernel what the driver would wait with until it ends. */
interface Residency {
  /** Nothing is resident. */
  Residency NONE =
      new Residency() {
        @Override
        public boolean isResident() {
          return false;
        }

        @Override
        public void parked(Runnable action) {
          action.run();
        }

        @Override
        public void later(AutoCloseable resource) {
          close(resource);
        }

        @Override
        public int localBytes() {
          return Integer.MAX_VALUE;
        }
      };

  /** Whether a kernel is, so that {@link #parked} pauses it. */
  boolean isResident();

  /**
   * Runs {@code action} while no kernel is resident: pauses one that is, which goes on also where
   * the action throws.
   */
  void parked(Runnable action);

  /** Closes {@code resource} as soon as no kernel is resident. */
  void later(AutoCloseable resource);

  /** Local memory of a thread that the device has set up already. */
  int localBytes();

  /** Closes what has no checked exceptions. */
  static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(resource + " failed to close", e);
    }
  }
}
