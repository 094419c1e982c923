package dev.ringkernel.maven;

import dev.ringkernel.api.RingContext;
import dev.ringkernel.compiler.project.ProjectBuild;
import dev.ringkernel.ptx.pack.KernelPackage;
import dev.ringkernel.runtime.ActorSystem;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A local repository in which this checkout's artifacts are installed: the plugin as it is now, and
 * nothing of it in the user's own.
 */
final class Installed {
  /** An artifact of this checkout. */
  private record Artifact(String id, String module, Class<?> anchor) {}

  // @formatter:off
  private static final List<Artifact> ARTIFACTS =
      List.of(
          new Artifact("ringkernel-annotations",  "annotations",  RingContext.class),
          new Artifact("ringkernel-ir",           "ir",           dev.ringkernel.ir.Module.class),
          new Artifact("ringkernel-ptx-emitter",  "ptx-emitter",  KernelPackage.class),
          new Artifact("ringkernel-compiler",     "compiler",     ProjectBuild.class),
          new Artifact("ringkernel-runtime",      "runtime",      ActorSystem.class),
          new Artifact("ringkernel-maven-plugin", "maven-plugin", CompileMojo.class));
  // @formatter:on

  private Installed() {}

  /** The version of a Maven plugin that this checkout's build uses, and so has downloaded. */
  static String pluginVersion(String id) throws IOException {
    String pom = Files.readString(checkout().resolve("pom.xml"));
    Matcher plugin =
        Pattern.compile("<artifactId>" + id + "</artifactId>\\s*<version>([^<]+)</version>")
            .matcher(pom);
    if (!plugin.find()) {
      throw new IllegalStateException("no version of " + id + " in the parent's pom.xml");
    }
    return plugin.group(1);
  }

  private static Path checkout() {
    return Path.of("").toAbsolutePath().getParent();
  }

  /** Installs everything under {@code repository}. */
  static void into(Path repository, String version) throws IOException, URISyntaxException {
    Files.copy(
        checkout().resolve("pom.xml"), place(repository, "ringkernel-parent", version, "pom"));
    for (Artifact a : ARTIFACTS) {
      Files.copy(
          checkout().resolve(a.module).resolve("pom.xml"), place(repository, a.id, version, "pom"));
      Path built = Path.of(a.anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path jar = place(repository, a.id, version, "jar");
      if (Files.isDirectory(built)) {
        pack(built, jar);
      } else {
        Files.copy(built, jar);
      }
    }
  }

  private static Path place(Path repository, String id, String version, String extension)
      throws IOException {
    Path folder = repository.resolve("dev/ringkernel").resolve(id).resolve(version);
    return Files.createDirectories(folder).resolve(id + "-" + version + "." + extension);
  }

  private static void pack(Path folder, Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(folder.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
  }
}
