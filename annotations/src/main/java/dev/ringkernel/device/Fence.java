package dev.ringkernel.device;

import java.lang.invoke.VarHandle;

/** Memory fences by order and scope (PTX ISA, "fence"). */
public final class Fence {
  private Fence() {}

  // @formatter:off
  /** Orders this thread's earlier accesses before its later ones, for threads of scope cta. */
  @Intrinsic("fence.acq_rel.cta")
  public static void acqRelCta() { VarHandle.acquireFence(); VarHandle.releaseFence(); }

  /** As {@link #acqRelCta}, and all such fences of scope cta have one order. */
  @Intrinsic("fence.sc.cta")
  public static void scCta() { VarHandle.fullFence(); }

  /** Orders this thread's earlier accesses before its later ones, for threads of scope cluster. */
  @Intrinsic("fence.acq_rel.cluster")
  public static void acqRelCluster() { VarHandle.acquireFence(); VarHandle.releaseFence(); }

  /** As {@link #acqRelCluster}, and all such fences of scope cluster have one order. */
  @Intrinsic("fence.sc.cluster")
  public static void scCluster() { VarHandle.fullFence(); }

  /** Orders this thread's earlier accesses before its later ones, for threads of scope gpu. */
  @Intrinsic("fence.acq_rel.gpu")
  public static void acqRelGpu() { VarHandle.acquireFence(); VarHandle.releaseFence(); }

  /** As {@link #acqRelGpu}, and all such fences of scope gpu have one order. */
  @Intrinsic("fence.sc.gpu")
  public static void scGpu() { VarHandle.fullFence(); }

  /** Orders this thread's earlier accesses before its later ones, for threads of scope sys. */
  @Intrinsic("fence.acq_rel.sys")
  public static void acqRelSys() { VarHandle.acquireFence(); VarHandle.releaseFence(); }

  /** As {@link #acqRelSys}, and all such fences of scope sys have one order. */
  @Intrinsic("fence.sc.sys")
  public static void scSys() { VarHandle.fullFence(); }

  /** Orders accesses by instructions before and by the asynchronous (bulk copy) engine after; on the JVM a full fence. */
  @Intrinsic("fence.proxy.async")
  public static void proxyAsync() { VarHandle.fullFence(); }
  // @formatter:on
}
