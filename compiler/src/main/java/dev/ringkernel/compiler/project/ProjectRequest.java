package dev.ringkernel.compiler.project;

import dev.ringkernel.ptx.isa.Target;
import java.nio.file.Path;
import java.util.List;

/**
 * A project to pack.
 *
 * @param sourceRoots folders that packages start in
 * @param classes folder of the project's class files; packages are written there
 * @param classPath jars and folders the project is compiled against
 * @param targets one PTX each
 */
public record ProjectRequest(
    List<Path> sourceRoots, Path classes, List<Path> classPath, List<Target> targets) {
  public ProjectRequest {
    sourceRoots = List.copyOf(sourceRoots);
    classPath = List.copyOf(classPath);
    targets = List.copyOf(targets);
  }
}
