package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.DriverException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Zeroed pages that two processes map, through a file in memory. The file is there only until the
 * other process has mapped it; the pages live as long as one of the two keeps them. They are
 * unmapped here once nobody holds the segment: a thread may look at it while it is given up.
 */
final class SharedPages {
  private static final long PAGE = 4096;
  private static final int STEP = 1 << 20;

  private final Path path;
  private final MemorySegment segment;

  private interface Work<T> {
    T run() throws IOException;
  }

  private SharedPages(Path path, MemorySegment segment) {
    this.path = path;
    this.segment = segment;
  }

  /**
   * Makes pages to share.
   *
   * @param bytes at least 1; rounded up to whole pages
   * @throws DriverException if there is no room for them
   */
  static SharedPages create(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("Host memory has at least 1 byte: " + bytes + ".");
    }
    long whole = Math.multiplyExact(Math.ceilDiv(bytes, PAGE), PAGE);
    var folder = folder();
    try {
      return undisturbed(() -> create(folder, whole));
    } catch (IOException e) {
      throw new DriverException(
          "SharedPages.create",
          -1,
          "",
          whole + " bytes could not be made in " + folder + ": " + e.getMessage(),
          "Make room there (in a container: docker run --shm-size), or ask for less.",
          false,
          e);
    }
  }

  private static SharedPages create(Path folder, long whole) throws IOException {
    var path = Files.createTempFile(folder, "ringkernel-", ".pages");
    boolean made = false;
    try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      // Written and not just lengthened: a full file system is an exception here, and a fault of
      // the JVM at the first access otherwise.
      var zeros = ByteBuffer.allocateDirect((int) Math.min(STEP, whole));
      for (long at = 0; at < whole; ) {
        zeros.clear().limit((int) Math.min(zeros.capacity(), whole - at));
        at += channel.write(zeros, at);
      }
      made = true;
    } finally {
      if (!made) {
        Files.deleteIfExists(path);
      }
    }
    return map(path, whole);
  }

  /** Maps pages that another process made. */
  static SharedPages open(Path path, long bytes) throws IOException {
    return undisturbed(() -> map(path, bytes));
  }

  private static SharedPages map(Path path, long bytes) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new SharedPages(
          path, channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, Arena.ofAuto()));
    }
  }

  /** Where a file is memory; the folder of temporary files where there is no such place. */
  private static Path folder() {
    var memory = Path.of("/dev/shm");
    return Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
  }

  /** Does file work that an interrupt must not end, and passes the interrupt on afterwards. */
  private static <T> T undisturbed(Work<T> work) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return work.run();
        } catch (ClosedByInterruptException e) {
          interrupted = true;
          Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  Path path() {
    return path;
  }

  MemorySegment segment() {
    return segment;
  }

  /** Takes the file's name away; who has mapped it keeps the pages. Idempotent. */
  void unlink() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new IllegalStateException("The file " + path + " cannot be deleted.", e);
    }
  }
}
