package dev.ringkernel.ptx.sim.litmus;

import dev.ringkernel.ptx.isa.Scope;

/**
 * Where a thread runs: a CTA of a cluster of a GPU, or the host.
 *
 * @param gpu index of the device, -1 for a host thread
 * @param cluster index of the cluster on its device
 * @param cta index of the CTA in its cluster
 */
public record Place(int gpu, int cluster, int cta) implements Comparable<Place> {
  /** Any thread of the host. */
  public static final Place HOST = new Place(-1, -1, -1);

  /** Reads {@code 0.1.2} (device, cluster, CTA) or {@code host}. */
  static Place parse(String text) {
    if (text.equals("host")) {
      return HOST;
    }
    if (!text.matches("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")) {
      throw new LitmusException(
          "'" + text + "' is no place: write device.cluster.cta as in 0.0.1, or host");
    }
    String[] parts = text.split("\\.");
    return new Place(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }

  /** Whether this is the host. */
  public boolean isHost() {
    return gpu < 0;
  }

  /** Whether a thread at {@code other} belongs to the scope that an operation here names. */
  public boolean includes(Scope scope, Place other) {
    return switch (scope) {
      case SYS -> true;
      case GPU -> gpu == other.gpu;
      case CLUSTER -> gpu == other.gpu && cluster == other.cluster;
      case CTA -> equals(other);
    };
  }

  @Override
  public int compareTo(Place other) {
    int byGpu = Integer.compare(gpu, other.gpu);
    int byCluster = Integer.compare(cluster, other.cluster);
    return byGpu != 0 ? byGpu : byCluster != 0 ? byCluster : Integer.compare(cta, other.cta);
  }

  @Override
  public String toString() {
    return isHost() ? "host" : gpu + "." + cluster + "." + cta;
  }
}
