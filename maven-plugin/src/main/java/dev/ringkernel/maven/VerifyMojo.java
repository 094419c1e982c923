package dev.ringkernel.maven;

import dev.ringkernel.compiler.project.ProjectCheck;
import dev.ringkernel.ptx.check.AssemblerReport;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Assembles the packed PTX with what is on this machine, and fails where an assembler refuses it.
 */
@Mojo(name = "verify", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters
public final class VerifyMojo extends AbstractMojo {
  /** Folder of the project's class files. */
  @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
  private String classes;

  /** For Maven. */
  public VerifyMojo() {}

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    int refused = 0;
    try {
      for (AssemblerReport report : ProjectCheck.run(Path.of(classes))) {
        String summary = report.summary().stripTrailing();
        switch (report.verdict()) {
          case PASSED -> getLog().info(summary);
          case NOT_CHECKED -> getLog().warn(summary);
          case FAILED -> {
            getLog().error(summary);
            refused++;
          }
        }
      }
    } catch (IOException e) {
      throw new MojoExecutionException("the packed PTX cannot be read: " + e, e);
    }
    if (refused > 0) {
      throw new MojoFailureException(
          (refused == 1 ? "1 PTX file was" : refused + " PTX files were")
              + " refused by an assembler");
    }
  }
}
