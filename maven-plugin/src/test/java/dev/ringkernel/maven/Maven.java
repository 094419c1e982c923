package dev.ringkernel.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Maven that runs the tests, as a child process. */
final class Maven {
  /** What a run gave. */
  record Run(int exit, String output) {
    boolean ok() {
      return exit == 0;
    }
  }

  private final Path home;
  private final Path repository;

  /** Maven at {@code home}, with {@code repository} as its local one. */
  Maven(Path home, Path repository) {
    this.home = home;
    this.repository = repository;
  }

  /** Runs goals or phases in the project at {@code folder}. */
  Run run(Path folder, String... goals) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/mvn").toString());
    command.addAll(List.of("--batch-mode", "--no-transfer-progress", "-Dstyle.color=never"));
    command.add("-Dmaven.repo.local=" + repository);
    command.addAll(List.of(goals));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("MAVEN_OPTS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1");
    environment.put("XDG_CACHE_HOME", repository.resolveSibling("cache").toString());
    environment.remove("MAVEN_ARGS");
    environment.remove("MAVEN_BASEDIR");
    environment.remove("MAVEN_PROJECTBASEDIR");
    Process process = builder.start();
    process.getOutputStream().close();
    try (InputStream out = process.getInputStream()) {
      String output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      return new Run(process.waitFor(), output);
    } finally {
      process.destroyForcibly();
    }
  }
}
