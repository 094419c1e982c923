package dev.ringkernel.compiler.cli;

import dev.ringkernel.compiler.pipeline.CompileRequest;
import dev.ringkernel.compiler.pipeline.Dump;
import dev.ringkernel.compiler.pipeline.PackageFolder;
import dev.ringkernel.compiler.pipeline.Pipeline;
import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.pack.KernelPackage;
import dev.ringkernel.ptx.pack.ManifestJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** {@code ringkernel compile}. */
final class CompileCommand implements Callable<Integer> {
  private final PositionalParamSpec inputs = Syntax.rest("0..*", true, "FILE|DIR", "Java sources.");

  private final OptionSpec targets =
      Syntax.list(
          "--target",
          "sm_NN",
          String.class,
          "Architecture to compile for, such as sm_90; may be given more than once (default: sm_90).");

  private final OptionSpec output =
      Syntax.text(
          "-o",
          "--output",
          "FILE|DIR|-",
          ".",
          "A folder (default: .), a file for a single result, or - for standard output.");

  private final OptionSpec emit =
      Syntax.list(
          "--emit",
          "KIND",
          Emit.class,
          "What to write: ${COMPLETION-CANDIDATES} (default: ptx,ir,manifest; with a file or -: ptx).");

  private final OptionSpec dumps =
      Syntax.list(
          "--dump",
          "STAGE",
          String.class,
          "Print stages to standard output: ir, the name of a pass, ptx.");

  private final OptionSpec check =
      Syntax.flag(
          "--check",
          "Assemble the PTX with what is at hand, and report registers, stack and spills.");

  private final OptionSpec deviceRuntime = Syntax.hiddenFlag("--device-runtime");
  private final SourceOptions sources = new SourceOptions();
  private final CommandSpec spec = command();

  private CommandSpec command() {
    CommandSpec command =
        Syntax.command("compile", this, "Compiles the annotated methods of Java sources to PTX.");
    command
        .usageMessage()
        .footer(
            "",
            "Writes META-INF/ringkernel/<class>/ with manifest.json, kernel.ir and one .ptx a target.");
    command.addPositional(inputs);
    List.of(targets, output, emit, dumps, check, deviceRuntime, sources.option())
        .forEach(command::addOption);
    return Syntax.withHelp(command);
  }

  /** Of one run. */
  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    PrintWriter out = spec.commandLine().getOut();
    List<Target> wanted = targets(spec, targets.getValue());
    Set<String> stages = stages(dumps.getValue());
    String place = output.getValue();
    Environment.needCompiler();
    List<String> given = inputs.getValue();
    InputFiles files = InputFiles.read(given.stream().map(Path::of).toList());
    Build build = new Build(files, sources, err);
    if (deviceRuntime.getValue()) {
      new DeviceRuntimeBuild(files, sources, build).write(Path.of(place));
      return Exit.OK.code();
    }
    Build.Outcome built = build.run(wanted, stages);
    for (Dump dump : built.compilation().dumps()) {
      out.println("// " + dump.subject() + ", " + dump.stage());
      out.print(dump.text().endsWith("\n") ? dump.text() : dump.text() + "\n");
    }
    if (built.classes().isEmpty()) {
      throw new CommandException(
          Exit.INPUT,
          "no method is annotated with @RingKernel or @GlobalKernel; nothing to compile");
    }
    Assembly assembly = new Assembly(files);
    Exit exit = Exit.OK;
    if (check.getValue()) {
      exit = assembly.check(built.classes(), out);
    }
    write(built.classes(), assembly, place, out, err);
    return exit.code();
  }

  static List<Target> targets(CommandSpec spec, List<String> names) {
    Set<Target> found = new LinkedHashSet<>();
    for (String name : names) {
      try {
        found.add(Target.parse(name));
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), "--target: " + e.getMessage());
      }
    }
    return found.isEmpty() ? CompileRequest.DEFAULT_TARGETS : List.copyOf(found);
  }

  private Set<String> stages(List<String> dumps) {
    for (String dump : dumps) {
      if (!Pipeline.stages().contains(dump)) {
        throw new ParameterException(
            spec.commandLine(),
            "--dump: '"
                + dump
                + "' is not a stage; there are "
                + String.join(", ", Pipeline.stages()));
      }
    }
    return Set.copyOf(dumps);
  }

  private void write(
      List<Build.Packed> classes,
      Assembly assembly,
      String output,
      PrintWriter out,
      PrintWriter err) {
    boolean folder = isFolder(output);
    List<Emit> asked = emit.getValue();
    List<Emit> kinds =
        !asked.isEmpty()
            ? asked
            : folder ? List.of(Emit.PTX, Emit.IR, Emit.MANIFEST) : List.of(Emit.PTX);
    Map<String, Map<String, byte[]>> all = new LinkedHashMap<>();
    for (Build.Packed c : classes) {
      all.put(c.compiled().name(), results(c, kinds, assembly));
    }
    try {
      if (folder) {
        PackageFolder target = new PackageFolder(Path.of(output));
        for (Map.Entry<String, Map<String, byte[]>> c : all.entrySet()) {
          target.write(c.getValue());
          err.println("ringkernel: " + Path.of(output, KernelPackage.folder(c.getKey())));
        }
        return;
      }
      List<byte[]> results = new ArrayList<>();
      all.values().forEach(files -> results.addAll(files.values()));
      if (output.equals("-")) {
        for (byte[] result : results) {
          out.flush();
          System.out.write(result);
          System.out.flush();
        }
        return;
      }
      if (results.size() != 1) {
        throw new CommandException(
            Exit.USAGE,
            "-o "
                + output
                + " is one file, and there are "
                + results.size()
                + " results; name a folder, or one --target and one --emit");
      }
      Path file = Path.of(output);
      if (file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      Files.write(file, results.getFirst());
    } catch (IOException e) {
      throw new UncheckedIOException(output + " cannot be written", e);
    }
  }

  private static boolean isFolder(String output) {
    if (output.equals("-")) {
      return false;
    }
    Path path = Path.of(output);
    if (Files.isDirectory(path)) {
      return true;
    }
    if (Files.exists(path)) {
      return false;
    }
    String name = path.getFileName() == null ? "" : path.getFileName().toString();
    for (Emit kind : Emit.values()) {
      if (name.endsWith("." + kind.extension())) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, byte[]> results(Build.Packed c, List<Emit> kinds, Assembly assembly) {
    String folder = KernelPackage.folder(c.compiled().name());
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (Emit kind : kinds) {
      switch (kind) {
        case MANIFEST ->
            files.put(
                folder + KernelPackage.MANIFEST,
                PackageFolder.bytes(ManifestJson.write(c.files().manifest())));
        case IR -> files.put(folder + KernelPackage.IR, PackageFolder.bytes(c.files().ir()));
        case PTX ->
            c.files()
                .ptx()
                .forEach((t, text) -> files.put(folder + t + ".ptx", PackageFolder.bytes(text)));
        case CUBIN ->
            c.files()
                .ptx()
                .forEach((t, text) -> files.put(folder + t + ".cubin", assembly.cubin(c, t, text)));
      }
    }
    return files;
  }
}
