package dev.ringkernel.ptx.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import jcuda.nvptxcompiler.JNvPTXCompiler;
import jcuda.nvptxcompiler.nvPTXCompileResult;
import jcuda.nvptxcompiler.nvPTXCompilerHandle;

/**
 * The child of {@link PtxCompilerChecker}: assembles the modules of a folder with NVIDIA's compiler
 * library.
 *
 * <p>Reads {@code requests} (one line for each module: number, target) and {@code N.ptx}; writes
 * {@code N.log}, {@code N.cubin} where there is code, and then {@code N.result}: the result code
 * and its name. What has no result is what this process did not live to see.
 */
final class PtxCompilerProcess {

  private PtxCompilerProcess() {}

  /**
   * Runs the child.
   *
   * @param arguments the folder
   * @throws IOException if the folder cannot be read or written
   */
  public static void main(String[] arguments) throws IOException {
    var folder = Path.of(arguments[0]);
    var major = new int[1];
    var minor = new int[1];
    check(JNvPTXCompiler.nvPTXCompilerGetVersion(major, minor), "nvPTXCompilerGetVersion");
    Files.writeString(folder.resolve("version"), major[0] + "." + minor[0]);
    for (var request : Files.readAllLines(folder.resolve("requests"))) {
      int space = request.indexOf(' ');
      assemble(folder, request.substring(0, space), request.substring(space + 1));
    }
  }

  private static void assemble(Path folder, String number, String target) throws IOException {
    var text = Files.readAllBytes(folder.resolve(number + ".ptx"));
    var handle = new nvPTXCompilerHandle();
    // The library wants the length without the NUL that it nevertheless reads.
    int result =
        JNvPTXCompiler.nvPTXCompilerCreate(
            handle, text.length, Arrays.copyOf(text, text.length + 1));
    var log = "";
    if (result == nvPTXCompileResult.NVPTXCOMPILE_SUCCESS) {
      var options = new String[] {"--verbose", "--gpu-name=" + target};
      result = JNvPTXCompiler.nvPTXCompilerCompile(handle, options.length, options);
      log = errorLog(handle) + "\n" + infoLog(handle);
      if (result == nvPTXCompileResult.NVPTXCOMPILE_SUCCESS) {
        Files.write(folder.resolve(number + ".cubin"), program(handle));
      }
      check(JNvPTXCompiler.nvPTXCompilerDestroy(handle), "nvPTXCompilerDestroy");
    }
    Files.writeString(folder.resolve(number + ".log"), log);
    Files.writeString(
        folder.resolve(number + ".result"), result + " " + nvPTXCompileResult.stringFor(result));
  }

  private static String errorLog(nvPTXCompilerHandle handle) {
    var size = new long[1];
    check(
        JNvPTXCompiler.nvPTXCompilerGetErrorLogSize(handle, size), "nvPTXCompilerGetErrorLogSize");
    var log = new byte[Math.toIntExact(size[0]) + 1];
    if (size[0] != 0) {
      check(JNvPTXCompiler.nvPTXCompilerGetErrorLog(handle, log), "nvPTXCompilerGetErrorLog");
    }
    return text(log);
  }

  private static String infoLog(nvPTXCompilerHandle handle) {
    var size = new long[1];
    check(JNvPTXCompiler.nvPTXCompilerGetInfoLogSize(handle, size), "nvPTXCompilerGetInfoLogSize");
    var log = new byte[Math.toIntExact(size[0]) + 1];
    if (size[0] != 0) {
      check(JNvPTXCompiler.nvPTXCompilerGetInfoLog(handle, log), "nvPTXCompilerGetInfoLog");
    }
    return text(log);
  }

  private static byte[] program(nvPTXCompilerHandle handle) {
    var size = new long[1];
    check(
        JNvPTXCompiler.nvPTXCompilerGetCompiledProgramSize(handle, size),
        "nvPTXCompilerGetCompiledProgramSize");
    var program = new byte[Math.toIntExact(size[0])];
    check(
        JNvPTXCompiler.nvPTXCompilerGetCompiledProgram(handle, program),
        "nvPTXCompilerGetCompiledProgram");
    return program;
  }

  /** Logs end with a NUL, or with nothing. */
  private static String text(byte[] log) {
    int end = 0;
    while (end < log.length && log[end] != 0) {
      end++;
    }
    return new String(log, 0, end, StandardCharsets.UTF_8);
  }

  private static void check(int result, String call) {
    if (result != nvPTXCompileResult.NVPTXCOMPILE_SUCCESS) {
      throw new IllegalStateException(call + ": " + nvPTXCompileResult.stringFor(result));
    }
  }
}
