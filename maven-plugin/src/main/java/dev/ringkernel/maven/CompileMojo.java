package dev.ringkernel.maven;

import dev.ringkernel.compiler.project.ProjectBuild;
import dev.ringkernel.compiler.project.ProjectRequest;
import dev.ringkernel.compiler.project.ProjectResult;
import dev.ringkernel.ptx.isa.Target;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;

/**
 * Compiles {@code @RingKernel} and {@code @GlobalKernel} methods to PTX beside the class files.
 * Leaves those alone that the annotation processor, or an earlier run, has packed from the same
 * classes.
 */
@Mojo(
    name = "compile",
    defaultPhase = LifecyclePhase.PROCESS_CLASSES,
    requiresDependencyResolution = ResolutionScope.COMPILE,
    threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters
public final class CompileMojo extends AbstractMojo {
  /** The project that is built. */
  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  /** Architectures to compile for, such as {@code sm_80} and {@code sm_90}. */
  @Parameter(property = "ringkernel.targets", defaultValue = "sm_90")
  private List<String> targets;

  /** Leaves everything as it is. */
  @Parameter(property = "ringkernel.skip", defaultValue = "false")
  private boolean skip;

  /** For Maven. */
  public CompileMojo() {}

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("ringkernel.skip is set");
      return;
    }
    ProjectResult result;
    try {
      result = ProjectBuild.run(request());
    } catch (IOException e) {
      throw new MojoExecutionException("the project's files cannot be read or written: " + e, e);
    }
    result.problems().forEach(p -> getLog().error(p));
    if (result.outcome() == ProjectResult.Outcome.FAILED) {
      throw new MojoFailureException(result.sentence());
    }
    getLog().info(result.sentence());
  }

  private ProjectRequest request() throws MojoExecutionException, MojoFailureException {
    List<Target> wanted = new ArrayList<>();
    for (String name : targets) {
      try {
        wanted.add(Target.parse(name));
      } catch (IllegalArgumentException e) {
        throw new MojoFailureException("targets: " + e.getMessage());
      }
    }
    Path classes = Path.of(project.getBuild().getOutputDirectory());
    List<Path> classPath = new ArrayList<>();
    try {
      for (String element : project.getCompileClasspathElements()) {
        if (!Path.of(element).equals(classes)) {
          classPath.add(Path.of(element));
        }
      }
    } catch (DependencyResolutionRequiredException e) {
      throw new MojoExecutionException("the class path was asked for and is not there", e);
    }
    List<Path> roots = new ArrayList<>();
    for (String root : project.getCompileSourceRoots()) {
      roots.add(new File(root).toPath());
    }
    return new ProjectRequest(roots, classes, classPath, wanted);
  }
}
