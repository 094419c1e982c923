package dev.ringkernel.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stops the resident kernels of systems that are still open when the JVM ends, by a signal for
 * example: a kernel outlives its process otherwise until the driver notices.
 */
final class ShutdownHook {
  private static final Set<ActorSystem> OPEN = ConcurrentHashMap.newKeySet();
  private static boolean installed;

  private ShutdownHook() {}

  static synchronized void add(ActorSystem system) {
    if (!installed) {
      Runtime.getRuntime()
          .addShutdownHook(new Thread(ShutdownHook::closeAll, "ringkernel-shutdown"));
      installed = true;
    }
    OPEN.add(system);
  }

  static void remove(ActorSystem system) {
    OPEN.remove(system);
  }

  private static void closeAll() {
    for (ActorSystem system : OPEN) {
      try {
        system.close();
      } catch (RuntimeException e) {
        System.err.println("ringkernel: " + e.getMessage());
      }
    }
  }
}
