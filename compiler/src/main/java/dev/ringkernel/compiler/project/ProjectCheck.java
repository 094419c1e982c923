package dev.ringkernel.compiler.project;

import dev.ringkernel.ptx.check.AssemblerCheck;
import dev.ringkernel.ptx.check.AssemblerReport;
import dev.ringkernel.ptx.check.PtxSource;
import dev.ringkernel.ptx.pack.KernelPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Has the assemblers at hand judge the packed PTX of a project; starts processes. */
public final class ProjectCheck {
  private static final String EXTENSION = ".ptx";

  private ProjectCheck() {}

  /**
   * Asks about every packed PTX.
   *
   * @param classes folder of the project's class files
   * @return one report a file, by class and target
   */
  public static List<AssemblerReport> run(Path classes) throws IOException {
    Path root = classes.resolve(KernelPackage.ROOT);
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(root)) {
      files = all.filter(f -> f.toString().endsWith(EXTENSION)).sorted().toList();
    }
    List<PtxSource> sources = new ArrayList<>();
    for (Path file : files) {
      String name = root.relativize(file).getName(0).toString();
      String target = file.getFileName().toString();
      sources.add(
          new PtxSource(
              name,
              Files.readString(file),
              target.substring(0, target.length() - EXTENSION.length())));
    }
    return AssemblerCheck.onThisMachine().check(sources);
  }
}
