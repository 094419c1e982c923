package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.DriverException;
import dev.ringkernel.runtime.driver.Gpu;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A driver in a process of its own, and the handles on its devices.
 *
 * <p>There for one reason: after a fault of a kernel the CUDA driver answers nothing any more in
 * the process that it is loaded into, whatever is destroyed and made anew. Here the fault ends a
 * process that holds nothing else. Host memory is shared between the two, so that rings are read
 * and written without a call; every other call crosses a pipe and takes some ten microseconds.
 *
 * <p>The first fatal exception ends the process, and with it what it holds of the device. From then
 * on every call throws an exception caused by it. Safe for use by any thread.
 */
final class DriverProcess {
  private static final int START_SECONDS = 60;
  private static final int END_SECONDS = 5;
  private static final int LINES_KEPT = 20;
  private static final String MODULE = "dev.ringkernel.runtime";
  private static final String ADVICE = "Close this system and open a new one.";

  private final Process process;
  private final OutputStream requests;
  private final ReentrantLock writing = new ReentrantLock();
  private final Map<Long, CompletableFuture<Values>> waiting = new ConcurrentHashMap<>();
  private final AtomicLong number = new AtomicLong(DriverHost.GREETING + 1);
  private final Deque<String> printed = new ArrayDeque<>();
  private final Thread printer;
  private @Nullable DriverException failure;
  private boolean ended;
  private int users;

  private DriverProcess(Process process) {
    this.process = process;
    this.requests = process.getOutputStream();
    this.printer =
        Thread.ofPlatform().daemon().name("ringkernel-driver-output").start(this::passOutputOn);
  }

  /**
   * Starts a process and waits until it serves.
   *
   * @param driver {@link DriverHost#CUDA}, or the name of a driver's class
   * @param more class path of that class, besides the runtime's own; empty for CUDA
   * @throws DriverException if it does not start
   */
  static DriverProcess start(String driver, List<Path> more) {
    var command = command(driver, more);
    var builder = new ProcessBuilder(command);
    // Agents and ports that were meant for this process are not for that one.
    for (var options : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
      builder.environment().remove(options);
    }
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new DriverException(
          "DriverProcess.start",
          -1,
          "",
          "The process for the driver does not start: " + e.getMessage(),
          "The command was: " + String.join(" ", command),
          false,
          e);
    }
    var host = new DriverProcess(process);
    var greeting = new CompletableFuture<Values>();
    host.waiting.put(DriverHost.GREETING, greeting);
    Thread.ofPlatform().daemon().name("ringkernel-driver-answers").start(host::readAnswers);
    try {
      greeting.orTimeout(START_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      var dead = host.failure();
      host.kill();
      throw new DriverException(
          "DriverProcess.start",
          -1,
          "",
          dead == null
              ? "The process for the driver did not answer in " + START_SECONDS + " s"
              : dead.text(),
          "The command was: " + String.join(" ", command),
          false,
          e.getCause());
    }
    return host;
  }

  private static List<String> command(String driver, List<Path> more) {
    var command = new ArrayList<String>();
    command.add(java());
    // It calls and waits: starting fast is all that matters.
    command.addAll(
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+DisplayVMOutputToStderr"));
    command.add("-D" + CudaDriver.PROCESS + "=" + CudaDriver.ProcessUse.NEVER.text());
    var main = DriverHost.class.getName();
    var source = DriverProcess.class.getProtectionDomain().getCodeSource();
    var location = source == null ? null : source.getLocation();
    if (location != null && location.getProtocol().equals("jrt")) {
      command.addAll(List.of("--enable-native-access=" + MODULE, "-m", MODULE + "/" + main));
    } else {
      // A modular jar does on the class path too, and needs no other: the host uses only the JDK.
      var classPath = new ArrayList<String>();
      if (location != null && location.getProtocol().equals("file")) {
        classPath.add(Path.of(URI.create(location.toString())).toString());
      } else {
        classPath.add(System.getProperty("java.class.path", ""));
      }
      more.forEach(p -> classPath.add(p.toString()));
      command.addAll(
          List.of(
              "--enable-native-access=ALL-UNNAMED",
              "-cp",
              String.join(File.pathSeparator, classPath),
              main));
    }
    command.add(driver);
    return command;
  }

  private static String java() {
    var own = Path.of(System.getProperty("java.home", ""), "bin", "java");
    return Files.isExecutable(own)
        ? own.toString()
        : ProcessHandle.current().info().command().orElse("java");
  }

  /** Passes on what the process prints, and keeps the last lines for a message. */
  private void passOutputOn() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (printed) {
          printed.addLast(line);
          if (printed.size() > LINES_KEPT) {
            printed.removeFirst();
          }
        }
        System.err.println(line);
      }
    } catch (IOException e) {
      // The stream was closed because the process ended.
      synchronized (printed) {
        printed.addLast(e.toString());
      }
    }
  }

  private void readAnswers() {
    String why;
    try (var in = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
      while (true) {
        long answered = in.readLong();
        boolean good = in.readBoolean();
        var future = waiting.remove(answered);
        if (good) {
          var values = new Values(Wire.readAll(in));
          if (future != null) {
            future.complete(values);
          }
        } else {
          var thrown = Wire.readThrowable(in);
          if (thrown instanceof DriverException e && e.fatal()) {
            fail(e);
          }
          if (future != null) {
            future.completeExceptionally(thrown);
          }
        }
      }
    } catch (EOFException e) {
      why = "";
    } catch (IOException | RuntimeException e) {
      why = "; its answers cannot be read: " + e;
    }
    fail(
        new DriverException(
            "DriverHost",
            -1,
            "",
            "The process that runs the driver has ended, " + exit() + why + output(),
            ADVICE,
            true,
            null));
    waiting.forEach((n, future) -> future.completeExceptionally(gone()));
  }

  /** Waits for the end of a process whose output has ended, and says how it ended. */
  private String exit() {
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        kill();
        process.waitFor();
        return "killed because it closed its answers";
      }
      printer.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException("The reader of answers was interrupted.", e);
    }
    int code = process.exitValue();
    return code > 128 ? "killed by signal " + (code - 128) : "with exit code " + code;
  }

  private String output() {
    synchronized (printed) {
      return printed.isEmpty() ? "" : "; it printed:\n" + String.join("\n", printed);
    }
  }

  private void fail(DriverException first) {
    synchronized (this) {
      if (failure == null && !ended) {
        failure = first;
      }
    }
    kill();
  }

  private void kill() {
    process.destroyForcibly();
  }

  synchronized @Nullable DriverException failure() {
    return failure;
  }

  /** Says whether calls reach the driver. */
  synchronized boolean alive() {
    return failure == null && !ended;
  }

  /** Returns the process's id. */
  long pid() {
    return process.pid();
  }

  private RuntimeException gone() {
    var dead = failure();
    return dead == null ? new IllegalStateException("The device was closed.") : dead.lost();
  }

  /**
   * Sends a call and waits for its answer; an interrupt does not end the wait.
   *
   * @throws DriverException as the call throws in the other process, or if that has ended
   */
  Values call(HostCall call, long handle, @Nullable Object... arguments) {
    if (!alive()) {
      throw gone();
    }
    var bytes = new ByteArrayOutputStream();
    long mine = number.getAndIncrement();
    var answer = new CompletableFuture<Values>();
    waiting.put(mine, answer);
    try {
      var out = new DataOutputStream(bytes);
      out.writeLong(mine);
      out.writeByte(call.ordinal());
      out.writeLong(handle);
      Wire.writeAll(out, arguments);
      writing.lock();
      try {
        bytes.writeTo(requests);
        requests.flush();
      } finally {
        writing.unlock();
      }
    } catch (IOException e) {
      // A broken pipe: the reader of answers finds out what happened, and ends the wait.
      kill();
    }
    if (!alive()) {
      // It may have ended before the reader could see this request.
      answer.completeExceptionally(gone());
    }
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw here(thrown);
      }
      throw e;
    } finally {
      waiting.remove(mine);
    }
  }

  /** Puts the stack of this thread below that of the other process. */
  private static RuntimeException here(RuntimeException thrown) {
    var there = thrown.getStackTrace();
    var here = new Throwable().getStackTrace();
    var all = new StackTraceElement[there.length + here.length];
    System.arraycopy(there, 0, all, 0, there.length);
    System.arraycopy(here, 0, all, there.length, here.length);
    thrown.setStackTrace(all);
    return thrown;
  }

  /** Counts a user; false if the process has failed or ended. */
  synchronized boolean retain() {
    if (failure != null || ended) {
      return false;
    }
    users++;
    return true;
  }

  /** Takes a user back; the last one ends the process. */
  void release() {
    synchronized (this) {
      users--;
      if (users > 0 || ended) {
        return;
      }
      ended = true;
    }
    end();
  }

  private void end() {
    try {
      // Its input ends, and so does it.
      requests.close();
    } catch (IOException e) {
      kill();
    }
    boolean interrupted = false;
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      interrupted = true;
      kill();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Opens a device in the process, whose user the caller was counted as; closing the device takes
   * that back.
   */
  Gpu open(int ordinal) {
    return new RemoteGpu(this, call(HostCall.OPEN, 0, ordinal));
  }
}
