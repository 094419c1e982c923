package dev.ringkernel.device;

/**
 * Loads, stores and atomic updates by memory order and scope (PTX ISA, "Memory Consistency Model").
 *
 * <p>Names are {@code <operation><order><scope>}. There are two families:
 *
 * <ul>
 *   <li>on a 64-bit address of global memory, held in a {@code long} (device memory, or mapped
 *       memory of the host); 64-bit words, or 32-bit ones where the name ends in {@code 32};
 *       naturally aligned. On the JVM the address is one of native memory and must be valid: there
 *       is no check but that of alignment.
 *   <li>on an element of an array, in the space where the array lies, after the bounds check that
 *       every element access has.
 * </ul>
 *
 * <p>On the JVM relaxed is {@code opaque}, and each scope is the whole process. Nothing here
 * allocates, but {@link Long2}.
 */
public final class Memory {
  private Memory() {}

  /**
   * Two words that one instruction loads.
   *
   * @param low at the lower address
   */
  public record Long2(long low, long high) {}

  // @formatter:off

  // Weak accesses at an address: for memory that no other thread writes meanwhile.

  /** The byte at {@code a}. */
  @Intrinsic("ld.global.s8 d, [a]")
  public static byte ld8(long a) { return (byte) RawMemory.BYTE.get(RawMemory.ALL, a); }

  /** Stores the byte {@code b} at {@code a}. */
  @Intrinsic("st.global.b8 [a], b")
  public static void st8(long a, byte b) { RawMemory.BYTE.set(RawMemory.ALL, a, b); }

  /** The short at {@code a}. */
  @Intrinsic("ld.global.s16 d, [a]")
  public static short ld16(long a) { return (short) RawMemory.SHORT.get(RawMemory.ALL, a); }

  /** Stores the short {@code b} at {@code a}. */
  @Intrinsic("st.global.b16 [a], b")
  public static void st16(long a, short b) { RawMemory.SHORT.set(RawMemory.ALL, a, b); }

  /** The int at {@code a}. */
  @Intrinsic("ld.global.b32 d, [a]")
  public static int ld32(long a) { return (int) RawMemory.INT.get(RawMemory.ALL, a); }

  /** Stores the int {@code b} at {@code a}. */
  @Intrinsic("st.global.b32 [a], b")
  public static void st32(long a, int b) { RawMemory.INT.set(RawMemory.ALL, a, b); }

  /** The long at {@code a}. */
  @Intrinsic("ld.global.b64 d, [a]")
  public static long ld(long a) { return (long) RawMemory.LONG.get(RawMemory.ALL, a); }

  /** Stores the long {@code b} at {@code a}. */
  @Intrinsic("st.global.b64 [a], b")
  public static void st(long a, long b) { RawMemory.LONG.set(RawMemory.ALL, a, b); }

  /** Asks for the line at {@code a} to be brought into the L2 cache; nothing on the JVM. */
  @Intrinsic("prefetch.global.L2 [a]")
  public static void prefetchL2(long a) {  }


  // Ordered loads and stores at an address.

  /** Relaxed load at scope cta. */
  @Intrinsic("ld.relaxed.cta.global.b64 d, [a]")
  public static long ldRelaxedCta(long a) { return (long) RawMemory.LONG.getOpaque(RawMemory.ALL, a); }

  /** Relaxed load at scope cta. */
  @Intrinsic("ld.relaxed.cta.global.b32 d, [a]")
  public static int ldRelaxedCta32(long a) { return (int) RawMemory.INT.getOpaque(RawMemory.ALL, a); }

  /** Relaxed load at scope cluster. */
  @Intrinsic("ld.relaxed.cluster.global.b64 d, [a]")
  public static long ldRelaxedCluster(long a) { return (long) RawMemory.LONG.getOpaque(RawMemory.ALL, a); }

  /** Relaxed load at scope cluster. */
  @Intrinsic("ld.relaxed.cluster.global.b32 d, [a]")
  public static int ldRelaxedCluster32(long a) { return (int) RawMemory.INT.getOpaque(RawMemory.ALL, a); }

  /** Relaxed load at scope gpu. */
  @Intrinsic("ld.relaxed.gpu.global.b64 d, [a]")
  public static long ldRelaxedGpu(long a) { return (long) RawMemory.LONG.getOpaque(RawMemory.ALL, a); }

  /** Relaxed load at scope gpu. */
  @Intrinsic("ld.relaxed.gpu.global.b32 d, [a]")
  public static int ldRelaxedGpu32(long a) { return (int) RawMemory.INT.getOpaque(RawMemory.ALL, a); }

  /** Relaxed load at scope sys. */
  @Intrinsic("ld.relaxed.sys.global.b64 d, [a]")
  public static long ldRelaxedSys(long a) { return (long) RawMemory.LONG.getOpaque(RawMemory.ALL, a); }

  /** Relaxed load at scope sys. */
  @Intrinsic("ld.relaxed.sys.global.b32 d, [a]")
  public static int ldRelaxedSys32(long a) { return (int) RawMemory.INT.getOpaque(RawMemory.ALL, a); }

  /** Acquire load at scope cta. */
  @Intrinsic("ld.acquire.cta.global.b64 d, [a]")
  public static long ldAcquireCta(long a) { return (long) RawMemory.LONG.getAcquire(RawMemory.ALL, a); }

  /** Acquire load at scope cta. */
  @Intrinsic("ld.acquire.cta.global.b32 d, [a]")
  public static int ldAcquireCta32(long a) { return (int) RawMemory.INT.getAcquire(RawMemory.ALL, a); }

  /** Acquire load at scope cluster. */
  @Intrinsic("ld.acquire.cluster.global.b64 d, [a]")
  public static long ldAcquireCluster(long a) { return (long) RawMemory.LONG.getAcquire(RawMemory.ALL, a); }

  /** Acquire load at scope cluster. */
  @Intrinsic("ld.acquire.cluster.global.b32 d, [a]")
  public static int ldAcquireCluster32(long a) { return (int) RawMemory.INT.getAcquire(RawMemory.ALL, a); }

  /** Acquire load at scope gpu. */
  @Intrinsic("ld.acquire.gpu.global.b64 d, [a]")
  public static long ldAcquireGpu(long a) { return (long) RawMemory.LONG.getAcquire(RawMemory.ALL, a); }

  /** Acquire load at scope gpu. */
  @Intrinsic("ld.acquire.gpu.global.b32 d, [a]")
  public static int ldAcquireGpu32(long a) { return (int) RawMemory.INT.getAcquire(RawMemory.ALL, a); }

  /** Acquire load at scope sys. */
  @Intrinsic("ld.acquire.sys.global.b64 d, [a]")
  public static long ldAcquireSys(long a) { return (long) RawMemory.LONG.getAcquire(RawMemory.ALL, a); }

  /** Acquire load at scope sys. */
  @Intrinsic("ld.acquire.sys.global.b32 d, [a]")
  public static int ldAcquireSys32(long a) { return (int) RawMemory.INT.getAcquire(RawMemory.ALL, a); }

  /** Relaxed store at scope cta. */
  @Intrinsic("st.relaxed.cta.global.b64 [a], b")
  public static void stRelaxedCta(long a, long b) { RawMemory.LONG.setOpaque(RawMemory.ALL, a, b); }

  /** Relaxed store at scope cta. */
  @Intrinsic("st.relaxed.cta.global.b32 [a], b")
  public static void stRelaxedCta32(long a, int b) { RawMemory.INT.setOpaque(RawMemory.ALL, a, b); }

  /** Relaxed store at scope cluster. */
  @Intrinsic("st.relaxed.cluster.global.b64 [a], b")
  public static void stRelaxedCluster(long a, long b) { RawMemory.LONG.setOpaque(RawMemory.ALL, a, b); }

  /** Relaxed store at scope cluster. */
  @Intrinsic("st.relaxed.cluster.global.b32 [a], b")
  public static void stRelaxedCluster32(long a, int b) { RawMemory.INT.setOpaque(RawMemory.ALL, a, b); }

  /** Relaxed store at scope gpu. */
  @Intrinsic("st.relaxed.gpu.global.b64 [a], b")
  public static void stRelaxedGpu(long a, long b) { RawMemory.LONG.setOpaque(RawMemory.ALL, a, b); }

  /** Relaxed store at scope gpu. */
  @Intrinsic("st.relaxed.gpu.global.b32 [a], b")
  public static void stRelaxedGpu32(long a, int b) { RawMemory.INT.setOpaque(RawMemory.ALL, a, b); }

  /** Relaxed store at scope sys. */
  @Intrinsic("st.relaxed.sys.global.b64 [a], b")
  public static void stRelaxedSys(long a, long b) { RawMemory.LONG.setOpaque(RawMemory.ALL, a, b); }

  /** Relaxed store at scope sys. */
  @Intrinsic("st.relaxed.sys.global.b32 [a], b")
  public static void stRelaxedSys32(long a, int b) { RawMemory.INT.setOpaque(RawMemory.ALL, a, b); }

  /** Release store at scope cta. */
  @Intrinsic("st.release.cta.global.b64 [a], b")
  public static void stReleaseCta(long a, long b) { RawMemory.LONG.setRelease(RawMemory.ALL, a, b); }

  /** Release store at scope cta. */
  @Intrinsic("st.release.cta.global.b32 [a], b")
  public static void stReleaseCta32(long a, int b) { RawMemory.INT.setRelease(RawMemory.ALL, a, b); }

  /** Release store at scope cluster. */
  @Intrinsic("st.release.cluster.global.b64 [a], b")
  public static void stReleaseCluster(long a, long b) { RawMemory.LONG.setRelease(RawMemory.ALL, a, b); }

  /** Release store at scope cluster. */
  @Intrinsic("st.release.cluster.global.b32 [a], b")
  public static void stReleaseCluster32(long a, int b) { RawMemory.INT.setRelease(RawMemory.ALL, a, b); }

  /** Release store at scope gpu. */
  @Intrinsic("st.release.gpu.global.b64 [a], b")
  public static void stReleaseGpu(long a, long b) { RawMemory.LONG.setRelease(RawMemory.ALL, a, b); }

  /** Release store at scope gpu. */
  @Intrinsic("st.release.gpu.global.b32 [a], b")
  public static void stReleaseGpu32(long a, int b) { RawMemory.INT.setRelease(RawMemory.ALL, a, b); }

  /** Release store at scope sys. */
  @Intrinsic("st.release.sys.global.b64 [a], b")
  public static void stReleaseSys(long a, long b) { RawMemory.LONG.setRelease(RawMemory.ALL, a, b); }

  /** Release store at scope sys. */
  @Intrinsic("st.release.sys.global.b32 [a], b")
  public static void stReleaseSys32(long a, int b) { RawMemory.INT.setRelease(RawMemory.ALL, a, b); }

  /** Two relaxed loads at scope gpu, of the words at {@code a} and {@code a + 8}, in no order, by one instruction; {@code a} is a multiple of 16. */
  @Intrinsic("ld.relaxed.gpu.global.v2.b64 {d0, d1}, [a]")
  public static Long2 ldRelaxedGpuV2(long a) { return new Long2(ldRelaxedGpu(a), ldRelaxedGpu(a + 8)); }

  /** Two relaxed stores at scope gpu, of {@code b} at {@code a} and {@code c} at {@code a + 8}, in no order, by one instruction; {@code a} is a multiple of 16. */
  @Intrinsic("st.relaxed.gpu.global.v2.b64 [a], {b, c}")
  public static void stRelaxedGpuV2(long a, long b, long c) { stRelaxedGpu(a, b); stRelaxedGpu(a + 8, c); }

  /** Two relaxed loads at scope sys, of the words at {@code a} and {@code a + 8}, in no order, by one instruction; {@code a} is a multiple of 16. */
  @Intrinsic("ld.relaxed.sys.global.v2.b64 {d0, d1}, [a]")
  public static Long2 ldRelaxedSysV2(long a) { return new Long2(ldRelaxedSys(a), ldRelaxedSys(a + 8)); }

  /** Two relaxed stores at scope sys, of {@code b} at {@code a} and {@code c} at {@code a + 8}, in no order, by one instruction; {@code a} is a multiple of 16. */
  @Intrinsic("st.relaxed.sys.global.v2.b64 [a], {b, c}")
  public static void stRelaxedSysV2(long a, long b, long c) { stRelaxedSys(a, b); stRelaxedSys(a + 8, c); }


  // Ordered loads and stores of array elements.

  /** Relaxed load at scope cta. */
  @Intrinsic("ld.relaxed.cta{.ss}.b64 d, [a]")
  public static long ldRelaxedCta(long[] a, int index) { return (long) RawMemory.LONGS.getOpaque(a, index); }

  /** Relaxed load at scope cta. */
  @Intrinsic("ld.relaxed.cta{.ss}.b32 d, [a]")
  public static int ldRelaxedCta(int[] a, int index) { return (int) RawMemory.INTS.getOpaque(a, index); }

  /** Relaxed load at scope cluster. */
  @Intrinsic("ld.relaxed.cluster{.ss}.b64 d, [a]")
  public static long ldRelaxedCluster(long[] a, int index) { return (long) RawMemory.LONGS.getOpaque(a, index); }

  /** Relaxed load at scope cluster. */
  @Intrinsic("ld.relaxed.cluster{.ss}.b32 d, [a]")
  public static int ldRelaxedCluster(int[] a, int index) { return (int) RawMemory.INTS.getOpaque(a, index); }

  /** Relaxed load at scope gpu. */
  @Intrinsic("ld.relaxed.gpu{.ss}.b64 d, [a]")
  public static long ldRelaxedGpu(long[] a, int index) { return (long) RawMemory.LONGS.getOpaque(a, index); }

  /** Relaxed load at scope gpu. */
  @Intrinsic("ld.relaxed.gpu{.ss}.b32 d, [a]")
  public static int ldRelaxedGpu(int[] a, int index) { return (int) RawMemory.INTS.getOpaque(a, index); }

  /** Relaxed load at scope sys. */
  @Intrinsic("ld.relaxed.sys{.ss}.b64 d, [a]")
  public static long ldRelaxedSys(long[] a, int index) { return (long) RawMemory.LONGS.getOpaque(a, index); }

  /** Relaxed load at scope sys. */
  @Intrinsic("ld.relaxed.sys{.ss}.b32 d, [a]")
  public static int ldRelaxedSys(int[] a, int index) { return (int) RawMemory.INTS.getOpaque(a, index); }

  /** Acquire load at scope cta. */
  @Intrinsic("ld.acquire.cta{.ss}.b64 d, [a]")
  public static long ldAcquireCta(long[] a, int index) { return (long) RawMemory.LONGS.getAcquire(a, index); }

  /** Acquire load at scope cta. */
  @Intrinsic("ld.acquire.cta{.ss}.b32 d, [a]")
  public static int ldAcquireCta(int[] a, int index) { return (int) RawMemory.INTS.getAcquire(a, index); }

  /** Acquire load at scope cluster. */
  @Intrinsic("ld.acquire.cluster{.ss}.b64 d, [a]")
  public static long ldAcquireCluster(long[] a, int index) { return (long) RawMemory.LONGS.getAcquire(a, index); }

  /** Acquire load at scope cluster. */
  @Intrinsic("ld.acquire.cluster{.ss}.b32 d, [a]")
  public static int ldAcquireCluster(int[] a, int index) { return (int) RawMemory.INTS.getAcquire(a, index); }

  /** Acquire load at scope gpu. */
  @Intrinsic("ld.acquire.gpu{.ss}.b64 d, [a]")
  public static long ldAcquireGpu(long[] a, int index) { return (long) RawMemory.LONGS.getAcquire(a, index); }

  /** Acquire load at scope gpu. */
  @Intrinsic("ld.acquire.gpu{.ss}.b32 d, [a]")
  public static int ldAcquireGpu(int[] a, int index) { return (int) RawMemory.INTS.getAcquire(a, index); }

  /** Acquire load at scope sys. */
  @Intrinsic("ld.acquire.sys{.ss}.b64 d, [a]")
  public static long ldAcquireSys(long[] a, int index) { return (long) RawMemory.LONGS.getAcquire(a, index); }

  /** Acquire load at scope sys. */
  @Intrinsic("ld.acquire.sys{.ss}.b32 d, [a]")
  public static int ldAcquireSys(int[] a, int index) { return (int) RawMemory.INTS.getAcquire(a, index); }

  /** Relaxed store at scope cta. */
  @Intrinsic("st.relaxed.cta{.ss}.b64 [a], b")
  public static void stRelaxedCta(long[] a, int index, long b) { RawMemory.LONGS.setOpaque(a, index, b); }

  /** Relaxed store at scope cta. */
  @Intrinsic("st.relaxed.cta{.ss}.b32 [a], b")
  public static void stRelaxedCta(int[] a, int index, int b) { RawMemory.INTS.setOpaque(a, index, b); }

  /** Relaxed store at scope cluster. */
  @Intrinsic("st.relaxed.cluster{.ss}.b64 [a], b")
  public static void stRelaxedCluster(long[] a, int index, long b) { RawMemory.LONGS.setOpaque(a, index, b); }

  /** Relaxed store at scope cluster. */
  @Intrinsic("st.relaxed.cluster{.ss}.b32 [a], b")
  public static void stRelaxedCluster(int[] a, int index, int b) { RawMemory.INTS.setOpaque(a, index, b); }

  /** Relaxed store at scope gpu. */
  @Intrinsic("st.relaxed.gpu{.ss}.b64 [a], b")
  public static void stRelaxedGpu(long[] a, int index, long b) { RawMemory.LONGS.setOpaque(a, index, b); }

  /** Relaxed store at scope gpu. */
  @Intrinsic("st.relaxed.gpu{.ss}.b32 [a], b")
  public static void stRelaxedGpu(int[] a, int index, int b) { RawMemory.INTS.setOpaque(a, index, b); }

  /** Relaxed store at scope sys. */
  @Intrinsic("st.relaxed.sys{.ss}.b64 [a], b")
  public static void stRelaxedSys(long[] a, int index, long b) { RawMemory.LONGS.setOpaque(a, index, b); }

  /** Relaxed store at scope sys. */
  @Intrinsic("st.relaxed.sys{.ss}.b32 [a], b")
  public static void stRelaxedSys(int[] a, int index, int b) { RawMemory.INTS.setOpaque(a, index, b); }

  /** Release store at scope cta. */
  @Intrinsic("st.release.cta{.ss}.b64 [a], b")
  public static void stReleaseCta(long[] a, int index, long b) { RawMemory.LONGS.setRelease(a, index, b); }

  /** Release store at scope cta. */
  @Intrinsic("st.release.cta{.ss}.b32 [a], b")
  public static void stReleaseCta(int[] a, int index, int b) { RawMemory.INTS.setRelease(a, index, b); }

  /** Release store at scope cluster. */
  @Intrinsic("st.release.cluster{.ss}.b64 [a], b")
  public static void stReleaseCluster(long[] a, int index, long b) { RawMemory.LONGS.setRelease(a, index, b); }

  /** Release store at scope cluster. */
  @Intrinsic("st.release.cluster{.ss}.b32 [a], b")
  public static void stReleaseCluster(int[] a, int index, int b) { RawMemory.INTS.setRelease(a, index, b); }

  /** Release store at scope gpu. */
  @Intrinsic("st.release.gpu{.ss}.b64 [a], b")
  public static void stReleaseGpu(long[] a, int index, long b) { RawMemory.LONGS.setRelease(a, index, b); }

  /** Release store at scope gpu. */
  @Intrinsic("st.release.gpu{.ss}.b32 [a], b")
  public static void stReleaseGpu(int[] a, int index, int b) { RawMemory.INTS.setRelease(a, index, b); }

  /** Release store at scope sys. */
  @Intrinsic("st.release.sys{.ss}.b64 [a], b")
  public static void stReleaseSys(long[] a, int index, long b) { RawMemory.LONGS.setRelease(a, index, b); }

  /** Release store at scope sys. */
  @Intrinsic("st.release.sys{.ss}.b32 [a], b")
  public static void stReleaseSys(int[] a, int index, int b) { RawMemory.INTS.setRelease(a, index, b); }


  // Atomic updates at an address.

  /** Adds {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta.global.add.u64 d, [a], b")
  public static long atomAddRelaxedCta(long a, long b) { return (long) RawMemory.LONG.getAndAdd(RawMemory.ALL, a, b); }

  /** Adds {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta.global.add.u32 d, [a], b")
  public static int atomAddRelaxedCta32(long a, int b) { return (int) RawMemory.INT.getAndAdd(RawMemory.ALL, a, b); }

  /** Adds {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu.global.add.u64 d, [a], b")
  public static long atomAddRelaxedGpu(long a, long b) { return (long) RawMemory.LONG.getAndAdd(RawMemory.ALL, a, b); }

  /** Adds {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu.global.add.u32 d, [a], b")
  public static int atomAddRelaxedGpu32(long a, int b) { return (int) RawMemory.INT.getAndAdd(RawMemory.ALL, a, b); }

  /** Adds {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys.global.add.u64 d, [a], b")
  public static long atomAddRelaxedSys(long a, long b) { return (long) RawMemory.LONG.getAndAdd(RawMemory.ALL, a, b); }

  /** Adds {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys.global.add.u32 d, [a], b")
  public static int atomAddRelaxedSys32(long a, int b) { return (int) RawMemory.INT.getAndAdd(RawMemory.ALL, a, b); }

  /** Adds {@code b}; returns what stood there. Acquire at scope cta. */
  @Intrinsic("atom.acquire.cta.global.add.u64 d, [a], b")
  public static long atomAddAcquireCta(long a, long b) { return (long) RawMemory.LONG.getAndAddAcquire(RawMemory.ALL, a, b); }

  /** Adds {@code b}; returns what stood there. Acquire at scope cta. */
  @Intrinsic("atom.acquire.cta.global.add.u32 d, [a], b")
  public static int atomAddAcquireCta32(long a, int b) { return (int) RawMemory.INT.getAndAddAcquire(RawMemory.ALL, a, b); }

  /** Adds {@code b}; returns what stood there. Acquire at scope gpu. */
  @Intrinsic("atom.acquire.gpu.global.add.u64 d, [a], b")
  public static long atomAddAcquireGpu(long a, long b) { return (long) RawMemory.LONG.getAndAddAcquire(RawMemory.ALL, a, b); }

  /** Adds {@code b}; returns what stood there. Acquire at scope gpu. */
  @Intrinsic("atom.acquire.gpu.global.add.u32 d, [a], b")
  public static int atomAddAcquireGpu32(long a, int b) { return (int) RawMemory.INT.getAndAddAcquire(RawMemory.ALL, a, b); }

  /** Adds {@code b}; returns what stood there. Acquire at scope sys. */
  @Intrinsic("atom.acquire.sys.global.add.u64 d, [a], b")
  public static long atomAddAcquireSys(long a, long b) { return (long) RawMemory.LONG.getAndAddAcquire(RawMemory.ALL, a, b); }

  /** Adds {@code b}; returns what stood there. Acquire at scope sys. */
  @Intrinsic("atom.acquire.sys.global.add.u32 d, [a], b")
  public static int atomAddAcquireSys32(long a, int b) { return (int) RawMemory.INT.getAndAddAcquire(RawMemory.ALL, a, b); }

  /** Adds {@code b}; returns what stood there. Release at scope cta. */
  @Intrinsic("atom.release.cta.global.add.u64 d, [a], b")
  public static long atomAddReleaseCta(long a, long b) { return (long) RawMemory.LONG.getAndAddRelease(RawMemory.ALL, a, b); }

  /** Adds {@code b}; returns what stood there. Release at scope cta. */
  @Intrinsic("atom.release.cta.global.add.u32 d, [a], b")
  public static int atomAddReleaseCta32(long a, int b) { return (int) RawMemory.INT.getAndAddRelease(RawMemory.ALL, a, b); }

  /** Adds {@code b}; returns what stood there. Release at scope gpu. */
  @Intrinsic("atom.release.gpu.global.add.u64 d, [a], b")
  public static long atomAddReleaseGpu(long a, long b) { return (long) RawMemory.LONG.getAndAddRelease(RawMemory.ALL, a, b); }

  /** Adds {@code b}; returns what stood there. Release at scope gpu. */
  @Intrinsic("atom.release.gpu.global.add.u32 d, [a], b")
  public static int atomAddReleaseGpu32(long a, int b) { return (int) RawMemory.INT.getAndAddRelease(RawMemory.ALL, a, b); }

  /** Adds {@code b}; returns what stood there. Release at scope sys. */
  @Intrinsic("atom.release.sys.global.add.u64 d, [a], b")
  public static long atomAddReleaseSys(long a, long b) { return (long) RawMemory.LONG.getAndAddRelease(RawMemory.ALL, a, b); }

  /** Adds {@code b}; returns what stood there. Release at scope sys. */
  @Intrinsic("atom.release.sys.global.add.u32 d, [a], b")
  public static int atomAddReleaseSys32(long a, int b) { return (int) RawMemory.INT.getAndAddRelease(RawMemory.ALL, a, b); }

  /** Adds {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta.global.add.u64 d, [a], b")
  public static long atomAddAcqRelCta(long a, long b) { return (long) RawMemory.LONG.getAndAdd(RawMemory.ALL, a, b); }

  /** Adds {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta.global.add.u32 d, [a], b")
  public static int atomAddAcqRelCta32(long a, int b) { return (int) RawMemory.INT.getAndAdd(RawMemory.ALL, a, b); }

  /** Adds {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu.global.add.u64 d, [a], b")
  public static long atomAddAcqRelGpu(long a, long b) { return (long) RawMemory.LONG.getAndAdd(RawMemory.ALL, a, b); }

  /** Adds {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu.global.add.u32 d, [a], b")
  public static int atomAddAcqRelGpu32(long a, int b) { return (int) RawMemory.INT.getAndAdd(RawMemory.ALL, a, b); }

  /** Adds {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys.global.add.u64 d, [a], b")
  public static long atomAddAcqRelSys(long a, long b) { return (long) RawMemory.LONG.getAndAdd(RawMemory.ALL, a, b); }

  /** Adds {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys.global.add.u32 d, [a], b")
  public static int atomAddAcqRelSys32(long a, int b) { return (int) RawMemory.INT.getAndAdd(RawMemory.ALL, a, b); }

  /** Stores {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta.global.exch.b64 d, [a], b")
  public static long atomExchRelaxedCta(long a, long b) { return (long) RawMemory.LONG.getAndSet(RawMemory.ALL, a, b); }

  /** Stores {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta.global.exch.b32 d, [a], b")
  public static int atomExchRelaxedCta32(long a, int b) { return (int) RawMemory.INT.getAndSet(RawMemory.ALL, a, b); }

  /** Stores {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu.global.exch.b64 d, [a], b")
  public static long atomExchRelaxedGpu(long a, long b) { return (long) RawMemory.LONG.getAndSet(RawMemory.ALL, a, b); }

  /** Stores {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu.global.exch.b32 d, [a], b")
  public static int atomExchRelaxedGpu32(long a, int b) { return (int) RawMemory.INT.getAndSet(RawMemory.ALL, a, b); }

  /** Stores {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys.global.exch.b64 d, [a], b")
  public static long atomExchRelaxedSys(long a, long b) { return (long) RawMemory.LONG.getAndSet(RawMemory.ALL, a, b); }

  /** Stores {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys.global.exch.b32 d, [a], b")
  public static int atomExchRelaxedSys32(long a, int b) { return (int) RawMemory.INT.getAndSet(RawMemory.ALL, a, b); }

  /** Stores {@code b}; returns what stood there. Acquire at scope cta. */
  @Intrinsic("atom.acquire.cta.global.exch.b64 d, [a], b")
  public static long atomExchAcquireCta(long a, long b) { return (long) RawMemory.LONG.getAndSetAcquire(RawMemory.ALL, a, b); }

  /** Stores {@code b}; returns what stood there. Acquire at scope cta. */
  @Intrinsic("atom.acquire.cta.global.exch.b32 d, [a], b")
  public static int atomExchAcquireCta32(long a, int b) { return (int) RawMemory.INT.getAndSetAcquire(RawMemory.ALL, a, b); }

  /** Stores {@code b}; returns what stood there. Acquire at scope gpu. */
  @Intrinsic("atom.acquire.gpu.global.exch.b64 d, [a], b")
  public static long atomExchAcquireGpu(long a, long b) { return (long) RawMemory.LONG.getAndSetAcquire(RawMemory.ALL, a, b); }

  /** Stores {@code b}; returns what stood there. Acquire at scope gpu. */
  @Intrinsic("atom.acquire.gpu.global.exch.b32 d, [a], b")
  public static int atomExchAcquireGpu32(long a, int b) { return (int) RawMemory.INT.getAndSetAcquire(RawMemory.ALL, a, b); }

  /** Stores {@code b}; returns what stood there. Acquire at scope sys. */
  @Intrinsic("atom.acquire.sys.global.exch.b64 d, [a], b")
  public static long atomExchAcquireSys(long a, long b) { return (long) RawMemory.LONG.getAndSetAcquire(RawMemory.ALL, a, b); }

  /** Stores {@code b}; returns what stood there. Acquire at scope sys. */
  @Intrinsic("atom.acquire.sys.global.exch.b32 d, [a], b")
  public static int atomExchAcquireSys32(long a, int b) { return (int) RawMemory.INT.getAndSetAcquire(RawMemory.ALL, a, b); }

  /** Stores {@code b}; returns what stood there. Release at scope cta. */
  @Intrinsic("atom.release.cta.global.exch.b64 d, [a], b")
  public static long atomExchReleaseCta(long a, long b) { return (long) RawMemory.LONG.getAndSetRelease(RawMemory.ALL, a, b); }

  /** Stores {@code b}; returns what stood there. Release at scope cta. */
  @Intrinsic("atom.release.cta.global.exch.b32 d, [a], b")
  public static int atomExchReleaseCta32(long a, int b) { return (int) RawMemory.INT.getAndSetRelease(RawMemory.ALL, a, b); }

  /** Stores {@code b}; returns what stood there. Release at scope gpu. */
  @Intrinsic("atom.release.gpu.global.exch.b64 d, [a], b")
  public static long atomExchReleaseGpu(long a, long b) { return (long) RawMemory.LONG.getAndSetRelease(RawMemory.ALL, a, b); }

  /** Stores {@code b}; returns what stood there. Release at scope gpu. */
  @Intrinsic("atom.release.gpu.global.exch.b32 d, [a], b")
  public static int atomExchReleaseGpu32(long a, int b) { return (int) RawMemory.INT.getAndSetRelease(RawMemory.ALL, a, b); }

  /** Stores {@code b}; returns what stood there. Release at scope sys. */
  @Intrinsic("atom.release.sys.global.exch.b64 d, [a], b")
  public static long atomExchReleaseSys(long a, long b) { return (long) RawMemory.LONG.getAndSetRelease(RawMemory.ALL, a, b); }

  /** Stores {@code b}; returns what stood there. Release at scope sys. */
  @Intrinsic("atom.release.sys.global.exch.b32 d, [a], b")
  public static int atomExchReleaseSys32(long a, int b) { return (int) RawMemory.INT.getAndSetRelease(RawMemory.ALL, a, b); }

  /** Stores {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta.global.exch.b64 d, [a], b")
  public static long atomExchAcqRelCta(long a, long b) { return (long) RawMemory.LONG.getAndSet(RawMemory.ALL, a, b); }

  /** Stores {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta.global.exch.b32 d, [a], b")
  public static int atomExchAcqRelCta32(long a, int b) { return (int) RawMemory.INT.getAndSet(RawMemory.ALL, a, b); }

  /** Stores {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu.global.exch.b64 d, [a], b")
  public static long atomExchAcqRelGpu(long a, long b) { return (long) RawMemory.LONG.getAndSet(RawMemory.ALL, a, b); }

  /** Stores {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu.global.exch.b32 d, [a], b")
  public static int atomExchAcqRelGpu32(long a, int b) { return (int) RawMemory.INT.getAndSet(RawMemory.ALL, a, b); }

  /** Stores {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys.global.exch.b64 d, [a], b")
  public static long atomExchAcqRelSys(long a, long b) { return (long) RawMemory.LONG.getAndSet(RawMemory.ALL, a, b); }

  /** Stores {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys.global.exch.b32 d, [a], b")
  public static int atomExchAcqRelSys32(long a, int b) { return (int) RawMemory.INT.getAndSet(RawMemory.ALL, a, b); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta.global.cas.b64 d, [a], b, c")
  public static long atomCasRelaxedCta(long a, long b, long c) { return (long) RawMemory.LONG.compareAndExchange(RawMemory.ALL, a, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta.global.cas.b32 d, [a], b, c")
  public static int atomCasRelaxedCta32(long a, int b, int c) { return (int) RawMemory.INT.compareAndExchange(RawMemory.ALL, a, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu.global.cas.b64 d, [a], b, c")
  public static long atomCasRelaxedGpu(long a, long b, long c) { return (long) RawMemory.LONG.compareAndExchange(RawMemory.ALL, a, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu.global.cas.b32 d, [a], b, c")
  public static int atomCasRelaxedGpu32(long a, int b, int c) { return (int) RawMemory.INT.compareAndExchange(RawMemory.ALL, a, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys.global.cas.b64 d, [a], b, c")
  public static long atomCasRelaxedSys(long a, long b, long c) { return (long) RawMemory.LONG.compareAndExchange(RawMemory.ALL, a, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys.global.cas.b32 d, [a], b, c")
  public static int atomCasRelaxedSys32(long a, int b, int c) { return (int) RawMemory.INT.compareAndExchange(RawMemory.ALL, a, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Acquire at scope cta. */
  @Intrinsic("atom.acquire.cta.global.cas.b64 d, [a], b, c")
  public static long atomCasAcquireCta(long a, long b, long c) { return (long) RawMemory.LONG.compareAndExchangeAcquire(RawMemory.ALL, a, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Acquire at scope cta. */
  @Intrinsic("atom.acquire.cta.global.cas.b32 d, [a], b, c")
  public static int atomCasAcquireCta32(long a, int b, int c) { return (int) RawMemory.INT.compareAndExchangeAcquire(RawMemory.ALL, a, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Acquire at scope gpu. */
  @Intrinsic("atom.acquire.gpu.global.cas.b64 d, [a], b, c")
  public static long atomCasAcquireGpu(long a, long b, long c) { return (long) RawMemory.LONG.compareAndExchangeAcquire(RawMemory.ALL, a, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Acquire at scope gpu. */
  @Intrinsic("atom.acquire.gpu.global.cas.b32 d, [a], b, c")
  public static int atomCasAcquireGpu32(long a, int b, int c) { return (int) RawMemory.INT.compareAndExchangeAcquire(RawMemory.ALL, a, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Acquire at scope sys. */
  @Intrinsic("atom.acquire.sys.global.cas.b64 d, [a], b, c")
  public static long atomCasAcquireSys(long a, long b, long c) { return (long) RawMemory.LONG.compareAndExchangeAcquire(RawMemory.ALL, a, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Acquire at scope sys. */
  @Intrinsic("atom.acquire.sys.global.cas.b32 d, [a], b, c")
  public static int atomCasAcquireSys32(long a, int b, int c) { return (int) RawMemory.INT.compareAndExchangeAcquire(RawMemory.ALL, a, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Release at scope cta. */
  @Intrinsic("atom.release.cta.global.cas.b64 d, [a], b, c")
  public static long atomCasReleaseCta(long a, long b, long c) { return (long) RawMemory.LONG.compareAndExchangeRelease(RawMemory.ALL, a, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Release at scope cta. */
  @Intrinsic("atom.release.cta.global.cas.b32 d, [a], b, c")
  public static int atomCasReleaseCta32(long a, int b, int c) { return (int) RawMemory.INT.compareAndExchangeRelease(RawMemory.ALL, a, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Release at scope gpu. */
  @Intrinsic("atom.release.gpu.global.cas.b64 d, [a], b, c")
  public static long atomCasReleaseGpu(long a, long b, long c) { return (long) RawMemory.LONG.compareAndExchangeRelease(RawMemory.ALL, a, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Release at scope gpu. */
  @Intrinsic("atom.release.gpu.global.cas.b32 d, [a], b, c")
  public static int atomCasReleaseGpu32(long a, int b, int c) { return (int) RawMemory.INT.compareAndExchangeRelease(RawMemory.ALL, a, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Release at scope sys. */
  @Intrinsic("atom.release.sys.global.cas.b64 d, [a], b, c")
  public static long atomCasReleaseSys(long a, long b, long c) { return (long) RawMemory.LONG.compareAndExchangeRelease(RawMemory.ALL, a, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Release at scope sys. */
  @Intrinsic("atom.release.sys.global.cas.b32 d, [a], b, c")
  public static int atomCasReleaseSys32(long a, int b, int c) { return (int) RawMemory.INT.compareAndExchangeRelease(RawMemory.ALL, a, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta.global.cas.b64 d, [a], b, c")
  public static long atomCasAcqRelCta(long a, long b, long c) { return (long) RawMemory.LONG.compareAndExchange(RawMemory.ALL, a, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta.global.cas.b32 d, [a], b, c")
  public static int atomCasAcqRelCta32(long a, int b, int c) { return (int) RawMemory.INT.compareAndExchange(RawMemory.ALL, a, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu.global.cas.b64 d, [a], b, c")
  public static long atomCasAcqRelGpu(long a, long b, long c) { return (long) RawMemory.LONG.compareAndExchange(RawMemory.ALL, a, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu.global.cas.b32 d, [a], b, c")
  public static int atomCasAcqRelGpu32(long a, int b, int c) { return (int) RawMemory.INT.compareAndExchange(RawMemory.ALL, a, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys.global.cas.b64 d, [a], b, c")
  public static long atomCasAcqRelSys(long a, long b, long c) { return (long) RawMemory.LONG.compareAndExchange(RawMemory.ALL, a, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys.global.cas.b32 d, [a], b, c")
  public static int atomCasAcqRelSys32(long a, int b, int c) { return (int) RawMemory.INT.compareAndExchange(RawMemory.ALL, a, b, c); }

  /** Keeps the lesser of it and {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta.global.min.s64 d, [a], b")
  public static long atomMinRelaxedCta(long a, long b) { while (true) { long old = (long) RawMemory.LONG.getVolatile(RawMemory.ALL, a); if (RawMemory.LONG.compareAndSet(RawMemory.ALL, a, old, Math.min(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta.global.min.s32 d, [a], b")
  public static int atomMinRelaxedCta32(long a, int b) { while (true) { int old = (int) RawMemory.INT.getVolatile(RawMemory.ALL, a); if (RawMemory.INT.compareAndSet(RawMemory.ALL, a, old, Math.min(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu.global.min.s64 d, [a], b")
  public static long atomMinRelaxedGpu(long a, long b) { while (true) { long old = (long) RawMemory.LONG.getVolatile(RawMemory.ALL, a); if (RawMemory.LONG.compareAndSet(RawMemory.ALL, a, old, Math.min(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu.global.min.s32 d, [a], b")
  public static int atomMinRelaxedGpu32(long a, int b) { while (true) { int old = (int) RawMemory.INT.getVolatile(RawMemory.ALL, a); if (RawMemory.INT.compareAndSet(RawMemory.ALL, a, old, Math.min(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys.global.min.s64 d, [a], b")
  public static long atomMinRelaxedSys(long a, long b) { while (true) { long old = (long) RawMemory.LONG.getVolatile(RawMemory.ALL, a); if (RawMemory.LONG.compareAndSet(RawMemory.ALL, a, old, Math.min(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys.global.min.s32 d, [a], b")
  public static int atomMinRelaxedSys32(long a, int b) { while (true) { int old = (int) RawMemory.INT.getVolatile(RawMemory.ALL, a); if (RawMemory.INT.compareAndSet(RawMemory.ALL, a, old, Math.min(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta.global.min.s64 d, [a], b")
  public static long atomMinAcqRelCta(long a, long b) { while (true) { long old = (long) RawMemory.LONG.getVolatile(RawMemory.ALL, a); if (RawMemory.LONG.compareAndSet(RawMemory.ALL, a, old, Math.min(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta.global.min.s32 d, [a], b")
  public static int atomMinAcqRelCta32(long a, int b) { while (true) { int old = (int) RawMemory.INT.getVolatile(RawMemory.ALL, a); if (RawMemory.INT.compareAndSet(RawMemory.ALL, a, old, Math.min(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu.global.min.s64 d, [a], b")
  public static long atomMinAcqRelGpu(long a, long b) { while (true) { long old = (long) RawMemory.LONG.getVolatile(RawMemory.ALL, a); if (RawMemory.LONG.compareAndSet(RawMemory.ALL, a, old, Math.min(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu.global.min.s32 d, [a], b")
  public static int atomMinAcqRelGpu32(long a, int b) { while (true) { int old = (int) RawMemory.INT.getVolatile(RawMemory.ALL, a); if (RawMemory.INT.compareAndSet(RawMemory.ALL, a, old, Math.min(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys.global.min.s64 d, [a], b")
  public static long atomMinAcqRelSys(long a, long b) { while (true) { long old = (long) RawMemory.LONG.getVolatile(RawMemory.ALL, a); if (RawMemory.LONG.compareAndSet(RawMemory.ALL, a, old, Math.min(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys.global.min.s32 d, [a], b")
  public static int atomMinAcqRelSys32(long a, int b) { while (true) { int old = (int) RawMemory.INT.getVolatile(RawMemory.ALL, a); if (RawMemory.INT.compareAndSet(RawMemory.ALL, a, old, Math.min(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta.global.max.s64 d, [a], b")
  public static long atomMaxRelaxedCta(long a, long b) { while (true) { long old = (long) RawMemory.LONG.getVolatile(RawMemory.ALL, a); if (RawMemory.LONG.compareAndSet(RawMemory.ALL, a, old, Math.max(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta.global.max.s32 d, [a], b")
  public static int atomMaxRelaxedCta32(long a, int b) { while (true) { int old = (int) RawMemory.INT.getVolatile(RawMemory.ALL, a); if (RawMemory.INT.compareAndSet(RawMemory.ALL, a, old, Math.max(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu.global.max.s64 d, [a], b")
  public static long atomMaxRelaxedGpu(long a, long b) { while (true) { long old = (long) RawMemory.LONG.getVolatile(RawMemory.ALL, a); if (RawMemory.LONG.compareAndSet(RawMemory.ALL, a, old, Math.max(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu.global.max.s32 d, [a], b")
  public static int atomMaxRelaxedGpu32(long a, int b) { while (true) { int old = (int) RawMemory.INT.getVolatile(RawMemory.ALL, a); if (RawMemory.INT.compareAndSet(RawMemory.ALL, a, old, Math.max(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys.global.max.s64 d, [a], b")
  public static long atomMaxRelaxedSys(long a, long b) { while (true) { long old = (long) RawMemory.LONG.getVolatile(RawMemory.ALL, a); if (RawMemory.LONG.compareAndSet(RawMemory.ALL, a, old, Math.max(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys.global.max.s32 d, [a], b")
  public static int atomMaxRelaxedSys32(long a, int b) { while (true) { int old = (int) RawMemory.INT.getVolatile(RawMemory.ALL, a); if (RawMemory.INT.compareAndSet(RawMemory.ALL, a, old, Math.max(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta.global.max.s64 d, [a], b")
  public static long atomMaxAcqRelCta(long a, long b) { while (true) { long old = (long) RawMemory.LONG.getVolatile(RawMemory.ALL, a); if (RawMemory.LONG.compareAndSet(RawMemory.ALL, a, old, Math.max(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta.global.max.s32 d, [a], b")
  public static int atomMaxAcqRelCta32(long a, int b) { while (true) { int old = (int) RawMemory.INT.getVolatile(RawMemory.ALL, a); if (RawMemory.INT.compareAndSet(RawMemory.ALL, a, old, Math.max(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu.global.max.s64 d, [a], b")
  public static long atomMaxAcqRelGpu(long a, long b) { while (true) { long old = (long) RawMemory.LONG.getVolatile(RawMemory.ALL, a); if (RawMemory.LONG.compareAndSet(RawMemory.ALL, a, old, Math.max(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu.global.max.s32 d, [a], b")
  public static int atomMaxAcqRelGpu32(long a, int b) { while (true) { int old = (int) RawMemory.INT.getVolatile(RawMemory.ALL, a); if (RawMemory.INT.compareAndSet(RawMemory.ALL, a, old, Math.max(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys.global.max.s64 d, [a], b")
  public static long atomMaxAcqRelSys(long a, long b) { while (true) { long old = (long) RawMemory.LONG.getVolatile(RawMemory.ALL, a); if (RawMemory.LONG.compareAndSet(RawMemory.ALL, a, old, Math.max(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys.global.max.s32 d, [a], b")
  public static int atomMaxAcqRelSys32(long a, int b) { while (true) { int old = (int) RawMemory.INT.getVolatile(RawMemory.ALL, a); if (RawMemory.INT.compareAndSet(RawMemory.ALL, a, old, Math.max(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}, unsigned; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta.global.min.u64 d, [a], b")
  public static long atomUMinRelaxedCta(long a, long b) { while (true) { long old = (long) RawMemory.LONG.getVolatile(RawMemory.ALL, a); if (RawMemory.LONG.compareAndSet(RawMemory.ALL, a, old, RawMemory.umin(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}, unsigned; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta.global.min.u32 d, [a], b")
  public static int atomUMinRelaxedCta32(long a, int b) { while (true) { int old = (int) RawMemory.INT.getVolatile(RawMemory.ALL, a); if (RawMemory.INT.compareAndSet(RawMemory.ALL, a, old, RawMemory.umin(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}, unsigned; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu.global.min.u64 d, [a], b")
  public static long atomUMinRelaxedGpu(long a, long b) { while (true) { long old = (long) RawMemory.LONG.getVolatile(RawMemory.ALL, a); if (RawMemory.LONG.compareAndSet(RawMemory.ALL, a, old, RawMemory.umin(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}, unsigned; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu.global.min.u32 d, [a], b")
  public static int atomUMinRelaxedGpu32(long a, int b) { while (true) { int old = (int) RawMemory.INT.getVolatile(RawMemory.ALL, a); if (RawMemory.INT.compareAndSet(RawMemory.ALL, a, old, RawMemory.umin(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}, unsigned; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys.global.min.u64 d, [a], b")
  public static long atomUMinRelaxedSys(long a, long b) { while (true) { long old = (long) RawMemory.LONG.getVolatile(RawMemory.ALL, a); if (RawMemory.LONG.compareAndSet(RawMemory.ALL, a, old, RawMemory.umin(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}, unsigned; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys.global.min.u32 d, [a], b")
  public static int atomUMinRelaxedSys32(long a, int b) { while (true) { int old = (int) RawMemory.INT.getVolatile(RawMemory.ALL, a); if (RawMemory.INT.compareAndSet(RawMemory.ALL, a, old, RawMemory.umin(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}, unsigned; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta.global.min.u64 d, [a], b")
  public static long atomUMinAcqRelCta(long a, long b) { while (true) { long old = (long) RawMemory.LONG.getVolatile(RawMemory.ALL, a); if (RawMemory.LONG.compareAndSet(RawMemory.ALL, a, old, RawMemory.umin(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}, unsigned; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta.global.min.u32 d, [a], b")
  public static int atomUMinAcqRelCta32(long a, int b) { while (true) { int old = (int) RawMemory.INT.getVolatile(RawMemory.ALL, a); if (RawMemory.INT.compareAndSet(RawMemory.ALL, a, old, RawMemory.umin(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}, unsigned; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu.global.min.u64 d, [a], b")
  public static long atomUMinAcqRelGpu(long a, long b) { while (true) { long old = (long) RawMemory.LONG.getVolatile(RawMemory.ALL, a); if (RawMemory.LONG.compareAndSet(RawMemory.ALL, a, old, RawMemory.umin(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}, unsigned; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu.global.min.u32 d, [a], b")
  public static int atomUMinAcqRelGpu32(long a, int b) { while (true) { int old = (int) RawMemory.INT.getVolatile(RawMemory.ALL, a); if (RawMemory.INT.compareAndSet(RawMemory.ALL, a, old, RawMemory.umin(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}, unsigned; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys.global.min.u64 d, [a], b")
  public static long atomUMinAcqRelSys(long a, long b) { while (true) { long old = (long) RawMemory.LONG.getVolatile(RawMemory.ALL, a); if (RawMemory.LONG.compareAndSet(RawMemory.ALL, a, old, RawMemory.umin(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}, unsigned; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys.global.min.u32 d, [a], b")
  public static int atomUMinAcqRelSys32(long a, int b) { while (true) { int old = (int) RawMemory.INT.getVolatile(RawMemory.ALL, a); if (RawMemory.INT.compareAndSet(RawMemory.ALL, a, old, RawMemory.umin(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}, unsigned; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta.global.max.u64 d, [a], b")
  public static long atomUMaxRelaxedCta(long a, long b) { while (true) { long old = (long) RawMemory.LONG.getVolatile(RawMemory.ALL, a); if (RawMemory.LONG.compareAndSet(RawMemory.ALL, a, old, RawMemory.umax(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}, unsigned; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta.global.max.u32 d, [a], b")
  public static int atomUMaxRelaxedCta32(long a, int b) { while (true) { int old = (int) RawMemory.INT.getVolatile(RawMemory.ALL, a); if (RawMemory.INT.compareAndSet(RawMemory.ALL, a, old, RawMemory.umax(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}, unsigned; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu.global.max.u64 d, [a], b")
  public static long atomUMaxRelaxedGpu(long a, long b) { while (true) { long old = (long) RawMemory.LONG.getVolatile(RawMemory.ALL, a); if (RawMemory.LONG.compareAndSet(RawMemory.ALL, a, old, RawMemory.umax(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}, unsigned; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu.global.max.u32 d, [a], b")
  public static int atomUMaxRelaxedGpu32(long a, int b) { while (true) { int old = (int) RawMemory.INT.getVolatile(RawMemory.ALL, a); if (RawMemory.INT.compareAndSet(RawMemory.ALL, a, old, RawMemory.umax(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}, unsigned; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys.global.max.u64 d, [a], b")
  public static long atomUMaxRelaxedSys(long a, long b) { while (true) { long old = (long) RawMemory.LONG.getVolatile(RawMemory.ALL, a); if (RawMemory.LONG.compareAndSet(RawMemory.ALL, a, old, RawMemory.umax(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}, unsigned; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys.global.max.u32 d, [a], b")
  public static int atomUMaxRelaxedSys32(long a, int b) { while (true) { int old = (int) RawMemory.INT.getVolatile(RawMemory.ALL, a); if (RawMemory.INT.compareAndSet(RawMemory.ALL, a, old, RawMemory.umax(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}, unsigned; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta.global.max.u64 d, [a], b")
  public static long atomUMaxAcqRelCta(long a, long b) { while (true) { long old = (long) RawMemory.LONG.getVolatile(RawMemory.ALL, a); if (RawMemory.LONG.compareAndSet(RawMemory.ALL, a, old, RawMemory.umax(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}, unsigned; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta.global.max.u32 d, [a], b")
  public static int atomUMaxAcqRelCta32(long a, int b) { while (true) { int old = (int) RawMemory.INT.getVolatile(RawMemory.ALL, a); if (RawMemory.INT.compareAndSet(RawMemory.ALL, a, old, RawMemory.umax(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}, unsigned; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu.global.max.u64 d, [a], b")
  public static long atomUMaxAcqRelGpu(long a, long b) { while (true) { long old = (long) RawMemory.LONG.getVolatile(RawMemory.ALL, a); if (RawMemory.LONG.compareAndSet(RawMemory.ALL, a, old, RawMemory.umax(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}, unsigned; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu.global.max.u32 d, [a], b")
  public static int atomUMaxAcqRelGpu32(long a, int b) { while (true) { int old = (int) RawMemory.INT.getVolatile(RawMemory.ALL, a); if (RawMemory.INT.compareAndSet(RawMemory.ALL, a, old, RawMemory.umax(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}, unsigned; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys.global.max.u64 d, [a], b")
  public static long atomUMaxAcqRelSys(long a, long b) { while (true) { long old = (long) RawMemory.LONG.getVolatile(RawMemory.ALL, a); if (RawMemory.LONG.compareAndSet(RawMemory.ALL, a, old, RawMemory.umax(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}, unsigned; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys.global.max.u32 d, [a], b")
  public static int atomUMaxAcqRelSys32(long a, int b) { while (true) { int old = (int) RawMemory.INT.getVolatile(RawMemory.ALL, a); if (RawMemory.INT.compareAndSet(RawMemory.ALL, a, old, RawMemory.umax(old, b))) { return old; } } }

  /** Keeps the bits of {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta.global.and.b64 d, [a], b")
  public static long atomAndRelaxedCta(long a, long b) { return (long) RawMemory.LONG.getAndBitwiseAnd(RawMemory.ALL, a, b); }

  /** Keeps the bits of {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta.global.and.b32 d, [a], b")
  public static int atomAndRelaxedCta32(long a, int b) { return (int) RawMemory.INT.getAndBitwiseAnd(RawMemory.ALL, a, b); }

  /** Keeps the bits of {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu.global.and.b64 d, [a], b")
  public static long atomAndRelaxedGpu(long a, long b) { return (long) RawMemory.LONG.getAndBitwiseAnd(RawMemory.ALL, a, b); }

  /** Keeps the bits of {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu.global.and.b32 d, [a], b")
  public static int atomAndRelaxedGpu32(long a, int b) { return (int) RawMemory.INT.getAndBitwiseAnd(RawMemory.ALL, a, b); }

  /** Keeps the bits of {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys.global.and.b64 d, [a], b")
  public static long atomAndRelaxedSys(long a, long b) { return (long) RawMemory.LONG.getAndBitwiseAnd(RawMemory.ALL, a, b); }

  /** Keeps the bits of {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys.global.and.b32 d, [a], b")
  public static int atomAndRelaxedSys32(long a, int b) { return (int) RawMemory.INT.getAndBitwiseAnd(RawMemory.ALL, a, b); }

  /** Keeps the bits of {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta.global.and.b64 d, [a], b")
  public static long atomAndAcqRelCta(long a, long b) { return (long) RawMemory.LONG.getAndBitwiseAnd(RawMemory.ALL, a, b); }

  /** Keeps the bits of {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta.global.and.b32 d, [a], b")
  public static int atomAndAcqRelCta32(long a, int b) { return (int) RawMemory.INT.getAndBitwiseAnd(RawMemory.ALL, a, b); }

  /** Keeps the bits of {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu.global.and.b64 d, [a], b")
  public static long atomAndAcqRelGpu(long a, long b) { return (long) RawMemory.LONG.getAndBitwiseAnd(RawMemory.ALL, a, b); }

  /** Keeps the bits of {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu.global.and.b32 d, [a], b")
  public static int atomAndAcqRelGpu32(long a, int b) { return (int) RawMemory.INT.getAndBitwiseAnd(RawMemory.ALL, a, b); }

  /** Keeps the bits of {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys.global.and.b64 d, [a], b")
  public static long atomAndAcqRelSys(long a, long b) { return (long) RawMemory.LONG.getAndBitwiseAnd(RawMemory.ALL, a, b); }

  /** Keeps the bits of {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys.global.and.b32 d, [a], b")
  public static int atomAndAcqRelSys32(long a, int b) { return (int) RawMemory.INT.getAndBitwiseAnd(RawMemory.ALL, a, b); }

  /** Sets the bits of {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta.global.or.b64 d, [a], b")
  public static long atomOrRelaxedCta(long a, long b) { return (long) RawMemory.LONG.getAndBitwiseOr(RawMemory.ALL, a, b); }

  /** Sets the bits of {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta.global.or.b32 d, [a], b")
  public static int atomOrRelaxedCta32(long a, int b) { return (int) RawMemory.INT.getAndBitwiseOr(RawMemory.ALL, a, b); }

  /** Sets the bits of {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu.global.or.b64 d, [a], b")
  public static long atomOrRelaxedGpu(long a, long b) { return (long) RawMemory.LONG.getAndBitwiseOr(RawMemory.ALL, a, b); }

  /** Sets the bits of {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu.global.or.b32 d, [a], b")
  public static int atomOrRelaxedGpu32(long a, int b) { return (int) RawMemory.INT.getAndBitwiseOr(RawMemory.ALL, a, b); }

  /** Sets the bits of {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys.global.or.b64 d, [a], b")
  public static long atomOrRelaxedSys(long a, long b) { return (long) RawMemory.LONG.getAndBitwiseOr(RawMemory.ALL, a, b); }

  /** Sets the bits of {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys.global.or.b32 d, [a], b")
  public static int atomOrRelaxedSys32(long a, int b) { return (int) RawMemory.INT.getAndBitwiseOr(RawMemory.ALL, a, b); }

  /** Sets the bits of {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta.global.or.b64 d, [a], b")
  public static long atomOrAcqRelCta(long a, long b) { return (long) RawMemory.LONG.getAndBitwiseOr(RawMemory.ALL, a, b); }

  /** Sets the bits of {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta.global.or.b32 d, [a], b")
  public static int atomOrAcqRelCta32(long a, int b) { return (int) RawMemory.INT.getAndBitwiseOr(RawMemory.ALL, a, b); }

  /** Sets the bits of {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu.global.or.b64 d, [a], b")
  public static long atomOrAcqRelGpu(long a, long b) { return (long) RawMemory.LONG.getAndBitwiseOr(RawMemory.ALL, a, b); }

  /** Sets the bits of {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu.global.or.b32 d, [a], b")
  public static int atomOrAcqRelGpu32(long a, int b) { return (int) RawMemory.INT.getAndBitwiseOr(RawMemory.ALL, a, b); }

  /** Sets the bits of {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys.global.or.b64 d, [a], b")
  public static long atomOrAcqRelSys(long a, long b) { return (long) RawMemory.LONG.getAndBitwiseOr(RawMemory.ALL, a, b); }

  /** Sets the bits of {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys.global.or.b32 d, [a], b")
  public static int atomOrAcqRelSys32(long a, int b) { return (int) RawMemory.INT.getAndBitwiseOr(RawMemory.ALL, a, b); }

  /** Flips the bits of {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta.global.xor.b64 d, [a], b")
  public static long atomXorRelaxedCta(long a, long b) { return (long) RawMemory.LONG.getAndBitwiseXor(RawMemory.ALL, a, b); }

  /** Flips the bits of {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta.global.xor.b32 d, [a], b")
  public static int atomXorRelaxedCta32(long a, int b) { return (int) RawMemory.INT.getAndBitwiseXor(RawMemory.ALL, a, b); }

  /** Flips the bits of {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu.global.xor.b64 d, [a], b")
  public static long atomXorRelaxedGpu(long a, long b) { return (long) RawMemory.LONG.getAndBitwiseXor(RawMemory.ALL, a, b); }

  /** Flips the bits of {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu.global.xor.b32 d, [a], b")
  public static int atomXorRelaxedGpu32(long a, int b) { return (int) RawMemory.INT.getAndBitwiseXor(RawMemory.ALL, a, b); }

  /** Flips the bits of {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys.global.xor.b64 d, [a], b")
  public static long atomXorRelaxedSys(long a, long b) { return (long) RawMemory.LONG.getAndBitwiseXor(RawMemory.ALL, a, b); }

  /** Flips the bits of {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys.global.xor.b32 d, [a], b")
  public static int atomXorRelaxedSys32(long a, int b) { return (int) RawMemory.INT.getAndBitwiseXor(RawMemory.ALL, a, b); }

  /** Flips the bits of {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta.global.xor.b64 d, [a], b")
  public static long atomXorAcqRelCta(long a, long b) { return (long) RawMemory.LONG.getAndBitwiseXor(RawMemory.ALL, a, b); }

  /** Flips the bits of {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta.global.xor.b32 d, [a], b")
  public static int atomXorAcqRelCta32(long a, int b) { return (int) RawMemory.INT.getAndBitwiseXor(RawMemory.ALL, a, b); }

  /** Flips the bits of {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu.global.xor.b64 d, [a], b")
  public static long atomXorAcqRelGpu(long a, long b) { return (long) RawMemory.LONG.getAndBitwiseXor(RawMemory.ALL, a, b); }

  /** Flips the bits of {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu.global.xor.b32 d, [a], b")
  public static int atomXorAcqRelGpu32(long a, int b) { return (int) RawMemory.INT.getAndBitwiseXor(RawMemory.ALL, a, b); }

  /** Flips the bits of {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys.global.xor.b64 d, [a], b")
  public static long atomXorAcqRelSys(long a, long b) { return (long) RawMemory.LONG.getAndBitwiseXor(RawMemory.ALL, a, b); }

  /** Flips the bits of {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys.global.xor.b32 d, [a], b")
  public static int atomXorAcqRelSys32(long a, int b) { return (int) RawMemory.INT.getAndBitwiseXor(RawMemory.ALL, a, b); }


  // Atomic updates of array elements.

  /** Adds {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta{.ss}.add.u64 d, [a], b")
  public static long atomAddRelaxedCta(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndAdd(a, index, b); }

  /** Adds {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta{.ss}.add.u32 d, [a], b")
  public static int atomAddRelaxedCta(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndAdd(a, index, b); }

  /** Adds {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu{.ss}.add.u64 d, [a], b")
  public static long atomAddRelaxedGpu(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndAdd(a, index, b); }

  /** Adds {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu{.ss}.add.u32 d, [a], b")
  public static int atomAddRelaxedGpu(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndAdd(a, index, b); }

  /** Adds {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys{.ss}.add.u64 d, [a], b")
  public static long atomAddRelaxedSys(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndAdd(a, index, b); }

  /** Adds {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys{.ss}.add.u32 d, [a], b")
  public static int atomAddRelaxedSys(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndAdd(a, index, b); }

  /** Adds {@code b}; returns what stood there. Acquire at scope cta. */
  @Intrinsic("atom.acquire.cta{.ss}.add.u64 d, [a], b")
  public static long atomAddAcquireCta(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndAddAcquire(a, index, b); }

  /** Adds {@code b}; returns what stood there. Acquire at scope cta. */
  @Intrinsic("atom.acquire.cta{.ss}.add.u32 d, [a], b")
  public static int atomAddAcquireCta(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndAddAcquire(a, index, b); }

  /** Adds {@code b}; returns what stood there. Acquire at scope gpu. */
  @Intrinsic("atom.acquire.gpu{.ss}.add.u64 d, [a], b")
  public static long atomAddAcquireGpu(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndAddAcquire(a, index, b); }

  /** Adds {@code b}; returns what stood there. Acquire at scope gpu. */
  @Intrinsic("atom.acquire.gpu{.ss}.add.u32 d, [a], b")
  public static int atomAddAcquireGpu(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndAddAcquire(a, index, b); }

  /** Adds {@code b}; returns what stood there. Acquire at scope sys. */
  @Intrinsic("atom.acquire.sys{.ss}.add.u64 d, [a], b")
  public static long atomAddAcquireSys(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndAddAcquire(a, index, b); }

  /** Adds {@code b}; returns what stood there. Acquire at scope sys. */
  @Intrinsic("atom.acquire.sys{.ss}.add.u32 d, [a], b")
  public static int atomAddAcquireSys(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndAddAcquire(a, index, b); }

  /** Adds {@code b}; returns what stood there. Release at scope cta. */
  @Intrinsic("atom.release.cta{.ss}.add.u64 d, [a], b")
  public static long atomAddReleaseCta(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndAddRelease(a, index, b); }

  /** Adds {@code b}; returns what stood there. Release at scope cta. */
  @Intrinsic("atom.release.cta{.ss}.add.u32 d, [a], b")
  public static int atomAddReleaseCta(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndAddRelease(a, index, b); }

  /** Adds {@code b}; returns what stood there. Release at scope gpu. */
  @Intrinsic("atom.release.gpu{.ss}.add.u64 d, [a], b")
  public static long atomAddReleaseGpu(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndAddRelease(a, index, b); }

  /** Adds {@code b}; returns what stood there. Release at scope gpu. */
  @Intrinsic("atom.release.gpu{.ss}.add.u32 d, [a], b")
  public static int atomAddReleaseGpu(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndAddRelease(a, index, b); }

  /** Adds {@code b}; returns what stood there. Release at scope sys. */
  @Intrinsic("atom.release.sys{.ss}.add.u64 d, [a], b")
  public static long atomAddReleaseSys(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndAddRelease(a, index, b); }

  /** Adds {@code b}; returns what stood there. Release at scope sys. */
  @Intrinsic("atom.release.sys{.ss}.add.u32 d, [a], b")
  public static int atomAddReleaseSys(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndAddRelease(a, index, b); }

  /** Adds {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta{.ss}.add.u64 d, [a], b")
  public static long atomAddAcqRelCta(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndAdd(a, index, b); }

  /** Adds {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta{.ss}.add.u32 d, [a], b")
  public static int atomAddAcqRelCta(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndAdd(a, index, b); }

  /** Adds {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu{.ss}.add.u64 d, [a], b")
  public static long atomAddAcqRelGpu(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndAdd(a, index, b); }

  /** Adds {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu{.ss}.add.u32 d, [a], b")
  public static int atomAddAcqRelGpu(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndAdd(a, index, b); }

  /** Adds {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys{.ss}.add.u64 d, [a], b")
  public static long atomAddAcqRelSys(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndAdd(a, index, b); }

  /** Adds {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys{.ss}.add.u32 d, [a], b")
  public static int atomAddAcqRelSys(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndAdd(a, index, b); }

  /** Stores {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta{.ss}.exch.b64 d, [a], b")
  public static long atomExchRelaxedCta(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndSet(a, index, b); }

  /** Stores {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta{.ss}.exch.b32 d, [a], b")
  public static int atomExchRelaxedCta(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndSet(a, index, b); }

  /** Stores {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu{.ss}.exch.b64 d, [a], b")
  public static long atomExchRelaxedGpu(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndSet(a, index, b); }

  /** Stores {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu{.ss}.exch.b32 d, [a], b")
  public static int atomExchRelaxedGpu(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndSet(a, index, b); }

  /** Stores {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys{.ss}.exch.b64 d, [a], b")
  public static long atomExchRelaxedSys(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndSet(a, index, b); }

  /** Stores {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys{.ss}.exch.b32 d, [a], b")
  public static int atomExchRelaxedSys(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndSet(a, index, b); }

  /** Stores {@code b}; returns what stood there. Acquire at scope cta. */
  @Intrinsic("atom.acquire.cta{.ss}.exch.b64 d, [a], b")
  public static long atomExchAcquireCta(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndSetAcquire(a, index, b); }

  /** Stores {@code b}; returns what stood there. Acquire at scope cta. */
  @Intrinsic("atom.acquire.cta{.ss}.exch.b32 d, [a], b")
  public static int atomExchAcquireCta(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndSetAcquire(a, index, b); }

  /** Stores {@code b}; returns what stood there. Acquire at scope gpu. */
  @Intrinsic("atom.acquire.gpu{.ss}.exch.b64 d, [a], b")
  public static long atomExchAcquireGpu(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndSetAcquire(a, index, b); }

  /** Stores {@code b}; returns what stood there. Acquire at scope gpu. */
  @Intrinsic("atom.acquire.gpu{.ss}.exch.b32 d, [a], b")
  public static int atomExchAcquireGpu(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndSetAcquire(a, index, b); }

  /** Stores {@code b}; returns what stood there. Acquire at scope sys. */
  @Intrinsic("atom.acquire.sys{.ss}.exch.b64 d, [a], b")
  public static long atomExchAcquireSys(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndSetAcquire(a, index, b); }

  /** Stores {@code b}; returns what stood there. Acquire at scope sys. */
  @Intrinsic("atom.acquire.sys{.ss}.exch.b32 d, [a], b")
  public static int atomExchAcquireSys(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndSetAcquire(a, index, b); }

  /** Stores {@code b}; returns what stood there. Release at scope cta. */
  @Intrinsic("atom.release.cta{.ss}.exch.b64 d, [a], b")
  public static long atomExchReleaseCta(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndSetRelease(a, index, b); }

  /** Stores {@code b}; returns what stood there. Release at scope cta. */
  @Intrinsic("atom.release.cta{.ss}.exch.b32 d, [a], b")
  public static int atomExchReleaseCta(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndSetRelease(a, index, b); }

  /** Stores {@code b}; returns what stood there. Release at scope gpu. */
  @Intrinsic("atom.release.gpu{.ss}.exch.b64 d, [a], b")
  public static long atomExchReleaseGpu(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndSetRelease(a, index, b); }

  /** Stores {@code b}; returns what stood there. Release at scope gpu. */
  @Intrinsic("atom.release.gpu{.ss}.exch.b32 d, [a], b")
  public static int atomExchReleaseGpu(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndSetRelease(a, index, b); }

  /** Stores {@code b}; returns what stood there. Release at scope sys. */
  @Intrinsic("atom.release.sys{.ss}.exch.b64 d, [a], b")
  public static long atomExchReleaseSys(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndSetRelease(a, index, b); }

  /** Stores {@code b}; returns what stood there. Release at scope sys. */
  @Intrinsic("atom.release.sys{.ss}.exch.b32 d, [a], b")
  public static int atomExchReleaseSys(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndSetRelease(a, index, b); }

  /** Stores {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta{.ss}.exch.b64 d, [a], b")
  public static long atomExchAcqRelCta(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndSet(a, index, b); }

  /** Stores {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta{.ss}.exch.b32 d, [a], b")
  public static int atomExchAcqRelCta(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndSet(a, index, b); }

  /** Stores {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu{.ss}.exch.b64 d, [a], b")
  public static long atomExchAcqRelGpu(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndSet(a, index, b); }

  /** Stores {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu{.ss}.exch.b32 d, [a], b")
  public static int atomExchAcqRelGpu(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndSet(a, index, b); }

  /** Stores {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys{.ss}.exch.b64 d, [a], b")
  public static long atomExchAcqRelSys(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndSet(a, index, b); }

  /** Stores {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys{.ss}.exch.b32 d, [a], b")
  public static int atomExchAcqRelSys(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndSet(a, index, b); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta{.ss}.cas.b64 d, [a], b, c")
  public static long atomCasRelaxedCta(long[] a, int index, long b, long c) { return (long) RawMemory.LONGS.compareAndExchange(a, index, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta{.ss}.cas.b32 d, [a], b, c")
  public static int atomCasRelaxedCta(int[] a, int index, int b, int c) { return (int) RawMemory.INTS.compareAndExchange(a, index, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu{.ss}.cas.b64 d, [a], b, c")
  public static long atomCasRelaxedGpu(long[] a, int index, long b, long c) { return (long) RawMemory.LONGS.compareAndExchange(a, index, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu{.ss}.cas.b32 d, [a], b, c")
  public static int atomCasRelaxedGpu(int[] a, int index, int b, int c) { return (int) RawMemory.INTS.compareAndExchange(a, index, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys{.ss}.cas.b64 d, [a], b, c")
  public static long atomCasRelaxedSys(long[] a, int index, long b, long c) { return (long) RawMemory.LONGS.compareAndExchange(a, index, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys{.ss}.cas.b32 d, [a], b, c")
  public static int atomCasRelaxedSys(int[] a, int index, int b, int c) { return (int) RawMemory.INTS.compareAndExchange(a, index, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Acquire at scope cta. */
  @Intrinsic("atom.acquire.cta{.ss}.cas.b64 d, [a], b, c")
  public static long atomCasAcquireCta(long[] a, int index, long b, long c) { return (long) RawMemory.LONGS.compareAndExchangeAcquire(a, index, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Acquire at scope cta. */
  @Intrinsic("atom.acquire.cta{.ss}.cas.b32 d, [a], b, c")
  public static int atomCasAcquireCta(int[] a, int index, int b, int c) { return (int) RawMemory.INTS.compareAndExchangeAcquire(a, index, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Acquire at scope gpu. */
  @Intrinsic("atom.acquire.gpu{.ss}.cas.b64 d, [a], b, c")
  public static long atomCasAcquireGpu(long[] a, int index, long b, long c) { return (long) RawMemory.LONGS.compareAndExchangeAcquire(a, index, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Acquire at scope gpu. */
  @Intrinsic("atom.acquire.gpu{.ss}.cas.b32 d, [a], b, c")
  public static int atomCasAcquireGpu(int[] a, int index, int b, int c) { return (int) RawMemory.INTS.compareAndExchangeAcquire(a, index, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Acquire at scope sys. */
  @Intrinsic("atom.acquire.sys{.ss}.cas.b64 d, [a], b, c")
  public static long atomCasAcquireSys(long[] a, int index, long b, long c) { return (long) RawMemory.LONGS.compareAndExchangeAcquire(a, index, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Acquire at scope sys. */
  @Intrinsic("atom.acquire.sys{.ss}.cas.b32 d, [a], b, c")
  public static int atomCasAcquireSys(int[] a, int index, int b, int c) { return (int) RawMemory.INTS.compareAndExchangeAcquire(a, index, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Release at scope cta. */
  @Intrinsic("atom.release.cta{.ss}.cas.b64 d, [a], b, c")
  public static long atomCasReleaseCta(long[] a, int index, long b, long c) { return (long) RawMemory.LONGS.compareAndExchangeRelease(a, index, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Release at scope cta. */
  @Intrinsic("atom.release.cta{.ss}.cas.b32 d, [a], b, c")
  public static int atomCasReleaseCta(int[] a, int index, int b, int c) { return (int) RawMemory.INTS.compareAndExchangeRelease(a, index, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Release at scope gpu. */
  @Intrinsic("atom.release.gpu{.ss}.cas.b64 d, [a], b, c")
  public static long atomCasReleaseGpu(long[] a, int index, long b, long c) { return (long) RawMemory.LONGS.compareAndExchangeRelease(a, index, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Release at scope gpu. */
  @Intrinsic("atom.release.gpu{.ss}.cas.b32 d, [a], b, c")
  public static int atomCasReleaseGpu(int[] a, int index, int b, int c) { return (int) RawMemory.INTS.compareAndExchangeRelease(a, index, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Release at scope sys. */
  @Intrinsic("atom.release.sys{.ss}.cas.b64 d, [a], b, c")
  public static long atomCasReleaseSys(long[] a, int index, long b, long c) { return (long) RawMemory.LONGS.compareAndExchangeRelease(a, index, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Release at scope sys. */
  @Intrinsic("atom.release.sys{.ss}.cas.b32 d, [a], b, c")
  public static int atomCasReleaseSys(int[] a, int index, int b, int c) { return (int) RawMemory.INTS.compareAndExchangeRelease(a, index, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta{.ss}.cas.b64 d, [a], b, c")
  public static long atomCasAcqRelCta(long[] a, int index, long b, long c) { return (long) RawMemory.LONGS.compareAndExchange(a, index, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta{.ss}.cas.b32 d, [a], b, c")
  public static int atomCasAcqRelCta(int[] a, int index, int b, int c) { return (int) RawMemory.INTS.compareAndExchange(a, index, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu{.ss}.cas.b64 d, [a], b, c")
  public static long atomCasAcqRelGpu(long[] a, int index, long b, long c) { return (long) RawMemory.LONGS.compareAndExchange(a, index, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu{.ss}.cas.b32 d, [a], b, c")
  public static int atomCasAcqRelGpu(int[] a, int index, int b, int c) { return (int) RawMemory.INTS.compareAndExchange(a, index, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys{.ss}.cas.b64 d, [a], b, c")
  public static long atomCasAcqRelSys(long[] a, int index, long b, long c) { return (long) RawMemory.LONGS.compareAndExchange(a, index, b, c); }

  /** Stores {@code c} where {@code b} stands; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys{.ss}.cas.b32 d, [a], b, c")
  public static int atomCasAcqRelSys(int[] a, int index, int b, int c) { return (int) RawMemory.INTS.compareAndExchange(a, index, b, c); }

  /** Keeps the lesser of it and {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta{.ss}.min.s64 d, [a], b")
  public static long atomMinRelaxedCta(long[] a, int index, long b) { while (true) { long old = (long) RawMemory.LONGS.getVolatile(a, index); if (RawMemory.LONGS.compareAndSet(a, index, old, Math.min(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta{.ss}.min.s32 d, [a], b")
  public static int atomMinRelaxedCta(int[] a, int index, int b) { while (true) { int old = (int) RawMemory.INTS.getVolatile(a, index); if (RawMemory.INTS.compareAndSet(a, index, old, Math.min(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu{.ss}.min.s64 d, [a], b")
  public static long atomMinRelaxedGpu(long[] a, int index, long b) { while (true) { long old = (long) RawMemory.LONGS.getVolatile(a, index); if (RawMemory.LONGS.compareAndSet(a, index, old, Math.min(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu{.ss}.min.s32 d, [a], b")
  public static int atomMinRelaxedGpu(int[] a, int index, int b) { while (true) { int old = (int) RawMemory.INTS.getVolatile(a, index); if (RawMemory.INTS.compareAndSet(a, index, old, Math.min(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys{.ss}.min.s64 d, [a], b")
  public static long atomMinRelaxedSys(long[] a, int index, long b) { while (true) { long old = (long) RawMemory.LONGS.getVolatile(a, index); if (RawMemory.LONGS.compareAndSet(a, index, old, Math.min(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys{.ss}.min.s32 d, [a], b")
  public static int atomMinRelaxedSys(int[] a, int index, int b) { while (true) { int old = (int) RawMemory.INTS.getVolatile(a, index); if (RawMemory.INTS.compareAndSet(a, index, old, Math.min(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta{.ss}.min.s64 d, [a], b")
  public static long atomMinAcqRelCta(long[] a, int index, long b) { while (true) { long old = (long) RawMemory.LONGS.getVolatile(a, index); if (RawMemory.LONGS.compareAndSet(a, index, old, Math.min(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta{.ss}.min.s32 d, [a], b")
  public static int atomMinAcqRelCta(int[] a, int index, int b) { while (true) { int old = (int) RawMemory.INTS.getVolatile(a, index); if (RawMemory.INTS.compareAndSet(a, index, old, Math.min(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu{.ss}.min.s64 d, [a], b")
  public static long atomMinAcqRelGpu(long[] a, int index, long b) { while (true) { long old = (long) RawMemory.LONGS.getVolatile(a, index); if (RawMemory.LONGS.compareAndSet(a, index, old, Math.min(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu{.ss}.min.s32 d, [a], b")
  public static int atomMinAcqRelGpu(int[] a, int index, int b) { while (true) { int old = (int) RawMemory.INTS.getVolatile(a, index); if (RawMemory.INTS.compareAndSet(a, index, old, Math.min(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys{.ss}.min.s64 d, [a], b")
  public static long atomMinAcqRelSys(long[] a, int index, long b) { while (true) { long old = (long) RawMemory.LONGS.getVolatile(a, index); if (RawMemory.LONGS.compareAndSet(a, index, old, Math.min(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys{.ss}.min.s32 d, [a], b")
  public static int atomMinAcqRelSys(int[] a, int index, int b) { while (true) { int old = (int) RawMemory.INTS.getVolatile(a, index); if (RawMemory.INTS.compareAndSet(a, index, old, Math.min(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta{.ss}.max.s64 d, [a], b")
  public static long atomMaxRelaxedCta(long[] a, int index, long b) { while (true) { long old = (long) RawMemory.LONGS.getVolatile(a, index); if (RawMemory.LONGS.compareAndSet(a, index, old, Math.max(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta{.ss}.max.s32 d, [a], b")
  public static int atomMaxRelaxedCta(int[] a, int index, int b) { while (true) { int old = (int) RawMemory.INTS.getVolatile(a, index); if (RawMemory.INTS.compareAndSet(a, index, old, Math.max(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu{.ss}.max.s64 d, [a], b")
  public static long atomMaxRelaxedGpu(long[] a, int index, long b) { while (true) { long old = (long) RawMemory.LONGS.getVolatile(a, index); if (RawMemory.LONGS.compareAndSet(a, index, old, Math.max(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu{.ss}.max.s32 d, [a], b")
  public static int atomMaxRelaxedGpu(int[] a, int index, int b) { while (true) { int old = (int) RawMemory.INTS.getVolatile(a, index); if (RawMemory.INTS.compareAndSet(a, index, old, Math.max(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys{.ss}.max.s64 d, [a], b")
  public static long atomMaxRelaxedSys(long[] a, int index, long b) { while (true) { long old = (long) RawMemory.LONGS.getVolatile(a, index); if (RawMemory.LONGS.compareAndSet(a, index, old, Math.max(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys{.ss}.max.s32 d, [a], b")
  public static int atomMaxRelaxedSys(int[] a, int index, int b) { while (true) { int old = (int) RawMemory.INTS.getVolatile(a, index); if (RawMemory.INTS.compareAndSet(a, index, old, Math.max(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta{.ss}.max.s64 d, [a], b")
  public static long atomMaxAcqRelCta(long[] a, int index, long b) { while (true) { long old = (long) RawMemory.LONGS.getVolatile(a, index); if (RawMemory.LONGS.compareAndSet(a, index, old, Math.max(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta{.ss}.max.s32 d, [a], b")
  public static int atomMaxAcqRelCta(int[] a, int index, int b) { while (true) { int old = (int) RawMemory.INTS.getVolatile(a, index); if (RawMemory.INTS.compareAndSet(a, index, old, Math.max(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu{.ss}.max.s64 d, [a], b")
  public static long atomMaxAcqRelGpu(long[] a, int index, long b) { while (true) { long old = (long) RawMemory.LONGS.getVolatile(a, index); if (RawMemory.LONGS.compareAndSet(a, index, old, Math.max(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu{.ss}.max.s32 d, [a], b")
  public static int atomMaxAcqRelGpu(int[] a, int index, int b) { while (true) { int old = (int) RawMemory.INTS.getVolatile(a, index); if (RawMemory.INTS.compareAndSet(a, index, old, Math.max(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys{.ss}.max.s64 d, [a], b")
  public static long atomMaxAcqRelSys(long[] a, int index, long b) { while (true) { long old = (long) RawMemory.LONGS.getVolatile(a, index); if (RawMemory.LONGS.compareAndSet(a, index, old, Math.max(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys{.ss}.max.s32 d, [a], b")
  public static int atomMaxAcqRelSys(int[] a, int index, int b) { while (true) { int old = (int) RawMemory.INTS.getVolatile(a, index); if (RawMemory.INTS.compareAndSet(a, index, old, Math.max(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}, unsigned; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta{.ss}.min.u64 d, [a], b")
  public static long atomUMinRelaxedCta(long[] a, int index, long b) { while (true) { long old = (long) RawMemory.LONGS.getVolatile(a, index); if (RawMemory.LONGS.compareAndSet(a, index, old, RawMemory.umin(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}, unsigned; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta{.ss}.min.u32 d, [a], b")
  public static int atomUMinRelaxedCta(int[] a, int index, int b) { while (true) { int old = (int) RawMemory.INTS.getVolatile(a, index); if (RawMemory.INTS.compareAndSet(a, index, old, RawMemory.umin(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}, unsigned; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu{.ss}.min.u64 d, [a], b")
  public static long atomUMinRelaxedGpu(long[] a, int index, long b) { while (true) { long old = (long) RawMemory.LONGS.getVolatile(a, index); if (RawMemory.LONGS.compareAndSet(a, index, old, RawMemory.umin(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}, unsigned; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu{.ss}.min.u32 d, [a], b")
  public static int atomUMinRelaxedGpu(int[] a, int index, int b) { while (true) { int old = (int) RawMemory.INTS.getVolatile(a, index); if (RawMemory.INTS.compareAndSet(a, index, old, RawMemory.umin(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}, unsigned; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys{.ss}.min.u64 d, [a], b")
  public static long atomUMinRelaxedSys(long[] a, int index, long b) { while (true) { long old = (long) RawMemory.LONGS.getVolatile(a, index); if (RawMemory.LONGS.compareAndSet(a, index, old, RawMemory.umin(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}, unsigned; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys{.ss}.min.u32 d, [a], b")
  public static int atomUMinRelaxedSys(int[] a, int index, int b) { while (true) { int old = (int) RawMemory.INTS.getVolatile(a, index); if (RawMemory.INTS.compareAndSet(a, index, old, RawMemory.umin(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}, unsigned; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta{.ss}.min.u64 d, [a], b")
  public static long atomUMinAcqRelCta(long[] a, int index, long b) { while (true) { long old = (long) RawMemory.LONGS.getVolatile(a, index); if (RawMemory.LONGS.compareAndSet(a, index, old, RawMemory.umin(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}, unsigned; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta{.ss}.min.u32 d, [a], b")
  public static int atomUMinAcqRelCta(int[] a, int index, int b) { while (true) { int old = (int) RawMemory.INTS.getVolatile(a, index); if (RawMemory.INTS.compareAndSet(a, index, old, RawMemory.umin(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}, unsigned; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu{.ss}.min.u64 d, [a], b")
  public static long atomUMinAcqRelGpu(long[] a, int index, long b) { while (true) { long old = (long) RawMemory.LONGS.getVolatile(a, index); if (RawMemory.LONGS.compareAndSet(a, index, old, RawMemory.umin(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}, unsigned; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu{.ss}.min.u32 d, [a], b")
  public static int atomUMinAcqRelGpu(int[] a, int index, int b) { while (true) { int old = (int) RawMemory.INTS.getVolatile(a, index); if (RawMemory.INTS.compareAndSet(a, index, old, RawMemory.umin(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}, unsigned; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys{.ss}.min.u64 d, [a], b")
  public static long atomUMinAcqRelSys(long[] a, int index, long b) { while (true) { long old = (long) RawMemory.LONGS.getVolatile(a, index); if (RawMemory.LONGS.compareAndSet(a, index, old, RawMemory.umin(old, b))) { return old; } } }

  /** Keeps the lesser of it and {@code b}, unsigned; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys{.ss}.min.u32 d, [a], b")
  public static int atomUMinAcqRelSys(int[] a, int index, int b) { while (true) { int old = (int) RawMemory.INTS.getVolatile(a, index); if (RawMemory.INTS.compareAndSet(a, index, old, RawMemory.umin(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}, unsigned; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta{.ss}.max.u64 d, [a], b")
  public static long atomUMaxRelaxedCta(long[] a, int index, long b) { while (true) { long old = (long) RawMemory.LONGS.getVolatile(a, index); if (RawMemory.LONGS.compareAndSet(a, index, old, RawMemory.umax(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}, unsigned; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta{.ss}.max.u32 d, [a], b")
  public static int atomUMaxRelaxedCta(int[] a, int index, int b) { while (true) { int old = (int) RawMemory.INTS.getVolatile(a, index); if (RawMemory.INTS.compareAndSet(a, index, old, RawMemory.umax(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}, unsigned; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu{.ss}.max.u64 d, [a], b")
  public static long atomUMaxRelaxedGpu(long[] a, int index, long b) { while (true) { long old = (long) RawMemory.LONGS.getVolatile(a, index); if (RawMemory.LONGS.compareAndSet(a, index, old, RawMemory.umax(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}, unsigned; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu{.ss}.max.u32 d, [a], b")
  public static int atomUMaxRelaxedGpu(int[] a, int index, int b) { while (true) { int old = (int) RawMemory.INTS.getVolatile(a, index); if (RawMemory.INTS.compareAndSet(a, index, old, RawMemory.umax(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}, unsigned; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys{.ss}.max.u64 d, [a], b")
  public static long atomUMaxRelaxedSys(long[] a, int index, long b) { while (true) { long old = (long) RawMemory.LONGS.getVolatile(a, index); if (RawMemory.LONGS.compareAndSet(a, index, old, RawMemory.umax(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}, unsigned; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys{.ss}.max.u32 d, [a], b")
  public static int atomUMaxRelaxedSys(int[] a, int index, int b) { while (true) { int old = (int) RawMemory.INTS.getVolatile(a, index); if (RawMemory.INTS.compareAndSet(a, index, old, RawMemory.umax(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}, unsigned; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta{.ss}.max.u64 d, [a], b")
  public static long atomUMaxAcqRelCta(long[] a, int index, long b) { while (true) { long old = (long) RawMemory.LONGS.getVolatile(a, index); if (RawMemory.LONGS.compareAndSet(a, index, old, RawMemory.umax(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}, unsigned; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta{.ss}.max.u32 d, [a], b")
  public static int atomUMaxAcqRelCta(int[] a, int index, int b) { while (true) { int old = (int) RawMemory.INTS.getVolatile(a, index); if (RawMemory.INTS.compareAndSet(a, index, old, RawMemory.umax(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}, unsigned; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu{.ss}.max.u64 d, [a], b")
  public static long atomUMaxAcqRelGpu(long[] a, int index, long b) { while (true) { long old = (long) RawMemory.LONGS.getVolatile(a, index); if (RawMemory.LONGS.compareAndSet(a, index, old, RawMemory.umax(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}, unsigned; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu{.ss}.max.u32 d, [a], b")
  public static int atomUMaxAcqRelGpu(int[] a, int index, int b) { while (true) { int old = (int) RawMemory.INTS.getVolatile(a, index); if (RawMemory.INTS.compareAndSet(a, index, old, RawMemory.umax(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}, unsigned; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys{.ss}.max.u64 d, [a], b")
  public static long atomUMaxAcqRelSys(long[] a, int index, long b) { while (true) { long old = (long) RawMemory.LONGS.getVolatile(a, index); if (RawMemory.LONGS.compareAndSet(a, index, old, RawMemory.umax(old, b))) { return old; } } }

  /** Keeps the greater of it and {@code b}, unsigned; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys{.ss}.max.u32 d, [a], b")
  public static int atomUMaxAcqRelSys(int[] a, int index, int b) { while (true) { int old = (int) RawMemory.INTS.getVolatile(a, index); if (RawMemory.INTS.compareAndSet(a, index, old, RawMemory.umax(old, b))) { return old; } } }

  /** Keeps the bits of {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta{.ss}.and.b64 d, [a], b")
  public static long atomAndRelaxedCta(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndBitwiseAnd(a, index, b); }

  /** Keeps the bits of {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta{.ss}.and.b32 d, [a], b")
  public static int atomAndRelaxedCta(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndBitwiseAnd(a, index, b); }

  /** Keeps the bits of {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu{.ss}.and.b64 d, [a], b")
  public static long atomAndRelaxedGpu(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndBitwiseAnd(a, index, b); }

  /** Keeps the bits of {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu{.ss}.and.b32 d, [a], b")
  public static int atomAndRelaxedGpu(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndBitwiseAnd(a, index, b); }

  /** Keeps the bits of {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys{.ss}.and.b64 d, [a], b")
  public static long atomAndRelaxedSys(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndBitwiseAnd(a, index, b); }

  /** Keeps the bits of {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys{.ss}.and.b32 d, [a], b")
  public static int atomAndRelaxedSys(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndBitwiseAnd(a, index, b); }

  /** Keeps the bits of {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta{.ss}.and.b64 d, [a], b")
  public static long atomAndAcqRelCta(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndBitwiseAnd(a, index, b); }

  /** Keeps the bits of {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta{.ss}.and.b32 d, [a], b")
  public static int atomAndAcqRelCta(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndBitwiseAnd(a, index, b); }

  /** Keeps the bits of {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu{.ss}.and.b64 d, [a], b")
  public static long atomAndAcqRelGpu(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndBitwiseAnd(a, index, b); }

  /** Keeps the bits of {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu{.ss}.and.b32 d, [a], b")
  public static int atomAndAcqRelGpu(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndBitwiseAnd(a, index, b); }

  /** Keeps the bits of {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys{.ss}.and.b64 d, [a], b")
  public static long atomAndAcqRelSys(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndBitwiseAnd(a, index, b); }

  /** Keeps the bits of {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys{.ss}.and.b32 d, [a], b")
  public static int atomAndAcqRelSys(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndBitwiseAnd(a, index, b); }

  /** Sets the bits of {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta{.ss}.or.b64 d, [a], b")
  public static long atomOrRelaxedCta(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndBitwiseOr(a, index, b); }

  /** Sets the bits of {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta{.ss}.or.b32 d, [a], b")
  public static int atomOrRelaxedCta(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndBitwiseOr(a, index, b); }

  /** Sets the bits of {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu{.ss}.or.b64 d, [a], b")
  public static long atomOrRelaxedGpu(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndBitwiseOr(a, index, b); }

  /** Sets the bits of {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu{.ss}.or.b32 d, [a], b")
  public static int atomOrRelaxedGpu(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndBitwiseOr(a, index, b); }

  /** Sets the bits of {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys{.ss}.or.b64 d, [a], b")
  public static long atomOrRelaxedSys(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndBitwiseOr(a, index, b); }

  /** Sets the bits of {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys{.ss}.or.b32 d, [a], b")
  public static int atomOrRelaxedSys(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndBitwiseOr(a, index, b); }

  /** Sets the bits of {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta{.ss}.or.b64 d, [a], b")
  public static long atomOrAcqRelCta(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndBitwiseOr(a, index, b); }

  /** Sets the bits of {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta{.ss}.or.b32 d, [a], b")
  public static int atomOrAcqRelCta(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndBitwiseOr(a, index, b); }

  /** Sets the bits of {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu{.ss}.or.b64 d, [a], b")
  public static long atomOrAcqRelGpu(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndBitwiseOr(a, index, b); }

  /** Sets the bits of {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu{.ss}.or.b32 d, [a], b")
  public static int atomOrAcqRelGpu(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndBitwiseOr(a, index, b); }

  /** Sets the bits of {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys{.ss}.or.b64 d, [a], b")
  public static long atomOrAcqRelSys(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndBitwiseOr(a, index, b); }

  /** Sets the bits of {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys{.ss}.or.b32 d, [a], b")
  public static int atomOrAcqRelSys(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndBitwiseOr(a, index, b); }

  /** Flips the bits of {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta{.ss}.xor.b64 d, [a], b")
  public static long atomXorRelaxedCta(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndBitwiseXor(a, index, b); }

  /** Flips the bits of {@code b}; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta{.ss}.xor.b32 d, [a], b")
  public static int atomXorRelaxedCta(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndBitwiseXor(a, index, b); }

  /** Flips the bits of {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu{.ss}.xor.b64 d, [a], b")
  public static long atomXorRelaxedGpu(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndBitwiseXor(a, index, b); }

  /** Flips the bits of {@code b}; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu{.ss}.xor.b32 d, [a], b")
  public static int atomXorRelaxedGpu(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndBitwiseXor(a, index, b); }

  /** Flips the bits of {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys{.ss}.xor.b64 d, [a], b")
  public static long atomXorRelaxedSys(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndBitwiseXor(a, index, b); }

  /** Flips the bits of {@code b}; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys{.ss}.xor.b32 d, [a], b")
  public static int atomXorRelaxedSys(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndBitwiseXor(a, index, b); }

  /** Flips the bits of {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta{.ss}.xor.b64 d, [a], b")
  public static long atomXorAcqRelCta(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndBitwiseXor(a, index, b); }

  /** Flips the bits of {@code b}; returns what stood there. Acq-rel at scope cta. */
  @Intrinsic("atom.acq_rel.cta{.ss}.xor.b32 d, [a], b")
  public static int atomXorAcqRelCta(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndBitwiseXor(a, index, b); }

  /** Flips the bits of {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu{.ss}.xor.b64 d, [a], b")
  public static long atomXorAcqRelGpu(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndBitwiseXor(a, index, b); }

  /** Flips the bits of {@code b}; returns what stood there. Acq-rel at scope gpu. */
  @Intrinsic("atom.acq_rel.gpu{.ss}.xor.b32 d, [a], b")
  public static int atomXorAcqRelGpu(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndBitwiseXor(a, index, b); }

  /** Flips the bits of {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys{.ss}.xor.b64 d, [a], b")
  public static long atomXorAcqRelSys(long[] a, int index, long b) { return (long) RawMemory.LONGS.getAndBitwiseXor(a, index, b); }

  /** Flips the bits of {@code b}; returns what stood there. Acq-rel at scope sys. */
  @Intrinsic("atom.acq_rel.sys{.ss}.xor.b32 d, [a], b")
  public static int atomXorAcqRelSys(int[] a, int index, int b) { return (int) RawMemory.INTS.getAndBitwiseXor(a, index, b); }

  /** Adds {@code b}, rounded to nearest; returns what stood there. Relaxed at scope cta. (On the device a float sum keeps no subnormals.) */
  @Intrinsic("atom.relaxed.cta{.ss}.add.f32 d, [a], b")
  public static float atomAddRelaxedCta(float[] a, int index, float b) { return (float) RawMemory.FLOATS.getAndAdd(a, index, b); }

  /** Adds {@code b}, rounded to nearest; returns what stood there. Relaxed at scope gpu. (On the device a float sum keeps no subnormals.) */
  @Intrinsic("atom.relaxed.gpu{.ss}.add.f32 d, [a], b")
  public static float atomAddRelaxedGpu(float[] a, int index, float b) { return (float) RawMemory.FLOATS.getAndAdd(a, index, b); }

  /** Adds {@code b}, rounded to nearest; returns what stood there. Relaxed at scope sys. (On the device a float sum keeps no subnormals.) */
  @Intrinsic("atom.relaxed.sys{.ss}.add.f32 d, [a], b")
  public static float atomAddRelaxedSys(float[] a, int index, float b) { return (float) RawMemory.FLOATS.getAndAdd(a, index, b); }

  /** Adds {@code b}, rounded to nearest; returns what stood there. Relaxed at scope cta. */
  @Intrinsic("atom.relaxed.cta{.ss}.add.f64 d, [a], b")
  public static double atomAddRelaxedCta(double[] a, int index, double b) { return (double) RawMemory.DOUBLES.getAndAdd(a, index, b); }

  /** Adds {@code b}, rounded to nearest; returns what stood there. Relaxed at scope gpu. */
  @Intrinsic("atom.relaxed.gpu{.ss}.add.f64 d, [a], b")
  public static double atomAddRelaxedGpu(double[] a, int index, double b) { return (double) RawMemory.DOUBLES.getAndAdd(a, index, b); }

  /** Adds {@code b}, rounded to nearest; returns what stood there. Relaxed at scope sys. */
  @Intrinsic("atom.relaxed.sys{.ss}.add.f64 d, [a], b")
  public static double atomAddRelaxedSys(double[] a, int index, double b) { return (double) RawMemory.DOUBLES.getAndAdd(a, index, b); }
  // @formatter:on
}
