package dev.ringkernel.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may use whom, over the class files of the modules. */
@Tag("architecture")
final class LayeringTest {
  private static final String CUDA = "dev.ringkernel.runtime.cuda..";
  private static final String DRIVER = "dev.ringkernel.runtime.driver..";
  private static final String ASSEMBLER_CHECK = "dev.ringkernel.ptx.check..";

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.ringkernel");

  /** The modules, with those of ours that each may use. */
  enum Layer {
    // @formatter:off
    ANNOTATIONS ("annotations"),
    IR          ("ir"),
    PTX_EMITTER ("ptx-emitter", IR),
    COMPILER    ("compiler",    ANNOTATIONS, IR, PTX_EMITTER),
    RUNTIME     ("runtime",     ANNOTATIONS, IR, PTX_EMITTER),
    JUNIT       ("junit",       ANNOTATIONS, RUNTIME),
    SAMPLES     ("samples",     ANNOTATIONS, RUNTIME),
    BENCHMARKS  ("benchmarks",  ANNOTATIONS, IR, PTX_EMITTER, COMPILER, RUNTIME, SAMPLES);
    // @formatter:on

    /** Classes come from a module's target folder or from its jar. */
    private static final Pattern SOURCE =
        Pattern.compile("/([a-z-]+)/target/(?:fast/)?(?:classes/|ringkernel-[^/]*\\.jar!)");

    private final String folder;
    private final Set<Layer> mayUse;

    Layer(String folder, Layer... mayUse) {
      this.folder = folder;
      this.mayUse = Set.of(mayUse);
    }

    static Layer of(JavaClass type) {
      String uri = type.getSource().orElseThrow().getUri().toString();
      Matcher matcher = SOURCE.matcher(uri);
      if (matcher.find()) {
        for (Layer layer : values()) {
          if (layer.folder.equals(matcher.group(1))) {
            return layer;
          }
        }
      }
      throw new IllegalStateException("no module is known for " + uri);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aModuleUsesOnlyThoseBelowIt(Layer layer) {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass type : OURS) {
      if (Layer.of(type) == layer) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          if (OURS.contain(target.getName())
              && Layer.of(target) != layer
              && !layer.mayUse.contains(Layer.of(target))) {
            wrong.add(dependency.getDescription());
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void theModulesAreSeen() {
    Set<Layer> seen = EnumSet.noneOf(Layer.class);
    OURS.forEach(type -> seen.add(Layer.of(type)));
    assertThat(seen).contains(Layer.ANNOTATIONS, Layer.IR, Layer.PTX_EMITTER, Layer.RUNTIME);
  }

  @Test
  void theCudaDriverIsCalledInOnePackage() {
    noClasses()
        .that()
        .resideOutsideOfPackages(CUDA, ASSEMBLER_CHECK)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jcuda..")
        .check(OURS);
    noClasses()
        .that()
        .resideOutsideOfPackage(CUDA)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jcuda.driver..", "jcuda.runtime..", "jcuda.nvrtc..")
        .as("the assembler check uses nothing of JCuda but the PTX compiler library")
        .check(OURS);
  }

  @Test
  void nativeCodeIsCalledInTheDriverPackages() {
    // The simulator's memory is pages of the operating system's, reserved by the gigabyte.
    noClasses()
        .that()
        .resideOutsideOfPackages(CUDA, DRIVER)
        .and()
        .doNotHaveFullyQualifiedName("dev.ringkernel.ptx.sim.NativePages")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.foreign.Linker")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.foreign.SymbolLookup")
        .check(OURS);
  }

  @Test
  void nobodyUsesUnsafe() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("sun.misc.Unsafe")
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("jdk.internal..")
        .check(OURS);
  }
}
