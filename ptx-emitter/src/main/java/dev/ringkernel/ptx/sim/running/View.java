package dev.ringkernel.ptx.sim.running;

/** What is known, by proxy; the async proxy knows what a proxy fence told it. */
public final class View {
  final Clock generic;

  /** Of the async proxy, in global memory and in shared memory. */
  final Clock asyncGlobal;

  final Clock asyncShared;

  View() {
    this(new Clock(), new Clock(), new Clock());
  }

  private View(Clock generic, Clock asyncGlobal, Clock asyncShared) {
    this.generic = generic;
    this.asyncGlobal = asyncGlobal;
    this.asyncShared = asyncShared;
  }

  View copy() {
    return new View(generic.copy(), asyncGlobal.copy(), asyncShared.copy());
  }

  void join(View other) {
    generic.join(other.generic);
    asyncGlobal.join(other.asyncGlobal);
    asyncShared.join(other.asyncShared);
  }

  Clock clock(boolean async, boolean shared) {
    return !async ? generic : shared ? asyncShared : asyncGlobal;
  }
}
