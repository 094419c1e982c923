package dev.ringkernel.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ringkernel.maven.Maven.Run;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole projects that bind the goals, built by a Maven of their own. */
@Timeout(600)
class MavenProjectsTest {
  private static final String COUNTER =
      """
      package a;

      import dev.ringkernel.api.ActorRef;
      import dev.ringkernel.api.RingKernel;
      import dev.ringkernel.api.RingMessage;
      import dev.ringkernel.runtime.ActorSystem;
      import java.util.concurrent.TimeUnit;

      public final class Counter {
        @RingMessage
        record Add(long amount) {}

        @RingMessage
        record Total(long value) {}

        private long total;

        @RingKernel
        Total add(Add m) {
          total += Helper.twice(m.amount());
          return new Total(total);
        }

        public static String answer() throws Exception {
          try (var system = ActorSystem.builder().backend("cpu").build()) {
            ActorRef<Counter> counter = system.spawn(Counter.class);
            counter.tell(new Add(5));
            return counter.ask(new Add(7), Total.class).get(20, TimeUnit.SECONDS).toString();
          }
        }
      }
      """;

  private static final String HELPER =
      """
      package a;

      final class Helper {
        static long twice(long x) {
          return 2 * x;
        }
      }
      """;

  private static final String REFUSED =
      """
      package a;

      import dev.ringkernel.api.GlobalKernel;

      final class Bad {
        @GlobalKernel
        static void bad(int[] x) {
          x[0] = 1 + new Object().hashCode();
        }
      }
      """;

  private static final String PLUGIN = "dev.ringkernel:ringkernel-maven-plugin:";

  @TempDir static Path shared;
  private static Maven maven;
  private static String cache = "";
  private static String version = "";

  @TempDir Path folder;

  @BeforeAll
  static void install() throws Exception {
    String home = System.getProperty("test.maven.home");
    assumeThat(home).as("the Maven that runs this test").isNotNull();
    cache = Path.of(System.getProperty("test.maven.repository")).toUri().toString();
    version = System.getProperty("test.project.version");
    Path repository = shared.resolve("repository");
    Installed.into(repository, version);
    maven = new Maven(Path.of(home), repository);
  }

  @Test
  void theGoalsPackKernelsOnceAndHaveThemJudged() throws Exception {
    project("", "<target>sm_90</target><target>sm_100</target>");
    source("a/Counter.java", COUNTER);
    source("a/Helper.java", HELPER);

    Run first = maven.run(folder, "verify");
    assertThat(first.ok()).as(first.output()).isTrue();
    assertThat(first.output())
        .contains("[INFO] Packed kernels of a.Counter")
        .containsPattern("a\\.Counter for sm_90, nvPTXCompiler [0-9.]+: passed\\R")
        .containsPattern("a\\.Counter for sm_100, nvPTXCompiler [0-9.]+: not checked: ");
    assertThat(answer()).isEqualTo("Total[value=24]");

    Map<String, FileTime> before = packed();
    assertThat(before.keySet())
        .containsExactly("kernel.ir", "manifest.json", "sm_100.ptx", "sm_90.ptx");
    Run second = maven.run(folder, "process-classes");
    assertThat(second.output()).contains("[INFO] Kernels are up to date: a.Counter");
    assertThat(packed()).isEqualTo(before);
  }

  @Test
  void whatTheProcessorPackedIsLeftAndWhatIsCorruptIsFound() throws Exception {
    project(
        """
        <annotationProcessorPaths>
          <path>
            <groupId>dev.ringkernel</groupId>
            <artifactId>ringkernel-compiler</artifactId>
            <version>%s</version>
          </path>
        </annotationProcessorPaths>
        """
            .formatted(version),
        "<target>sm_90</target>");
    source("a/Counter.java", COUNTER);
    source("a/Helper.java", HELPER);

    Run both = maven.run(folder, "process-classes");
    assertThat(both.ok()).as(both.output()).isTrue();
    assertThat(both.output())
        .contains("[INFO] Kernels are up to date: a.Counter")
        .doesNotContain("Packed kernels");

    Path ptx = kernel().resolve("sm_90.ptx");
    String whole = Files.readString(ptx);
    Files.writeString(ptx, whole.replaceFirst("ret;", "return;"));
    long line = whole.substring(0, whole.indexOf("ret;")).lines().count();
    Run judged = maven.run(folder, PLUGIN + version + ":verify");
    assertThat(judged.ok()).as(judged.output()).isFalse();
    assertThat(judged.output())
        .containsPattern("\\[ERROR] a\\.Counter for sm_90, .+: failed\\R")
        .contains("  line " + line + ": error: ")
        .contains("1 PTX file was refused by an assembler");

    Run again = maven.run(folder, "process-classes");
    assertThat(again.output()).contains("[INFO] Packed kernels of a.Counter");
    assertThat(ptx).hasContent(whole);
  }

  @Test
  void anErrorFailsTheBuildAtItsExpression() throws Exception {
    project("", "<target>sm_90</target>");
    Path bad = source("a/Bad.java", REFUSED);
    Run run = maven.run(folder, "process-classes");
    assertThat(run.ok()).as(run.output()).isFalse();
    assertThat(run.output().replace("\r", ""))
        .contains(
            """
            [ERROR] %s:8:16: error RK0101: new java.lang.Object would allocate an object, and the device has no heap
            8 |     x[0] = 1 + new Object().hashCode();
              |                ^^^^^^^^^^^^
            """
                .formatted(bad.toRealPath()))
        .contains("1 error");
    assertThat(folder.resolve("target/classes/META-INF")).doesNotExist();
  }

  // The project.

  private Path source(String name, String text) throws IOException {
    Path file = folder.resolve("src/main/java").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Path kernel() {
    return folder.resolve("target/classes/META-INF/ringkernel/a.Counter");
  }

  private Map<String, FileTime> packed() throws IOException {
    Map<String, FileTime> times = new TreeMap<>();
    try (Stream<Path> files = Files.list(kernel())) {
      for (Path file : files.toList()) {
        times.put(file.getFileName().toString(), Files.getLastModifiedTime(file));
      }
    }
    return times;
  }

  private String answer() throws Exception {
    URL[] classes = {folder.resolve("target/classes").toUri().toURL()};
    try (var loader = new URLClassLoader(classes, MavenProjectsTest.class.getClassLoader())) {
      return (String) loader.loadClass("a.Counter").getMethod("answer").invoke(null);
    }
  }

  private static String plugin(String id) throws IOException {
    return "<plugin><artifactId>%s</artifactId><version>%s</version></plugin>"
        .formatted(id, Installed.pluginVersion(id));
  }

  private void project(String compilerConfiguration, String targets) throws IOException {
    Files.writeString(
        folder.resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>a</groupId>
          <artifactId>app</artifactId>
          <version>1</version>
          <properties>
            <maven.compiler.release>25</maven.compiler.release>
            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          </properties>
          <!-- What this machine has downloaded comes before Maven Central. -->
          <repositories>
            <repository>%1$s</repository>
          </repositories>
          <pluginRepositories>
            <pluginRepository>%1$s</pluginRepository>
          </pluginRepositories>
          <dependencies>
            <dependency>
              <groupId>dev.ringkernel</groupId>
              <artifactId>ringkernel-runtime</artifactId>
              <version>%2$s</version>
            </dependency>
          </dependencies>
          <build>
            <plugins>
              %3$s
              <plugin>
                <artifactId>maven-compiler-plugin</artifactId>
                <version>%6$s</version>
                <configuration>%4$s</configuration>
              </plugin>
              <plugin>
                <groupId>dev.ringkernel</groupId>
                <artifactId>ringkernel-maven-plugin</artifactId>
                <version>%2$s</version>
                <configuration>
                  <targets>%5$s</targets>
                </configuration>
                <executions>
                  <execution>
                    <goals>
                      <goal>compile</goal>
                      <goal>verify</goal>
                    </goals>
                  </execution>
                </executions>
              </plugin>
            </plugins>
          </build>
        </project>
        """
            .formatted(
                """
                <id>cache</id>
                <url>%s</url>
                <releases><checksumPolicy>ignore</checksumPolicy></releases>
                <snapshots><enabled>false</enabled></snapshots>
                """
                    .formatted(cache),
                version,
                plugin("maven-resources-plugin")
                    + plugin("maven-surefire-plugin")
                    + plugin("maven-jar-plugin"),
                compilerConfiguration,
                targets,
                Installed.pluginVersion("maven-compiler-plugin")));
  }
}
