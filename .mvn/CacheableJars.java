import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites jars in place so that an AOT cache can hold their classes: JDK 25 leaves out every class
 * older than format 50 ("old class has been linked"), and then each start parses and verifies them
 * again. The code stays as it is; such a class gets stack maps and the number of format 52.
 */
final class CacheableJars {
  private static final int LEAST_CACHED = 50;

  private CacheableJars() {}

  public static void main(String[] jars) throws IOException {
    for (String jar : jars) {
      Path path = Path.of(jar);
      Map<String, byte[]> entries = read(path);
      int raised = raise(entries);
      if (raised > 0) {
        write(path, entries);
        System.out.println(path.getFileName() + ": " + raised + " classes of an old format");
      }
    }
  }

  private static int raise(Map<String, byte[]> entries) {
    ClassHierarchyResolver hierarchy =
        ClassHierarchyResolver.ofResourceParsing((ClassDesc c) -> inJar(entries, c))
            .orElse(ClassHierarchyResolver.defaultResolver());
    ClassFile format =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(hierarchy));
    int raised = 0;
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      if (entry.getKey().endsWith(".class") && version(entry.getValue()) < LEAST_CACHED) {
        entry.setValue(format.transformClass(format.parse(entry.getValue()), CacheableJars::raise));
        raised++;
      }
    }
    return raised;
  }

  private static void raise(ClassBuilder builder, ClassElement element) {
    switch (element) {
      case ClassFileVersion old -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
      // Code that is not touched would be copied, without stack maps.
      case MethodModel method ->
          builder.transformMethod(
              method, MethodTransform.transformingCode(CodeTransform.ACCEPT_ALL));
      default -> builder.with(element);
    }
  }

  private static int version(byte[] classFile) {
    return (classFile[6] & 0xff) << 8 | classFile[7] & 0xff;
  }

  private static InputStream inJar(Map<String, byte[]> entries, ClassDesc type) {
    String descriptor = type.descriptorString();
    byte[] found = entries.get(descriptor.substring(1, descriptor.length() - 1) + ".class");
    return found == null ? null : new ByteArrayInputStream(found);
  }

  private static Map<String, byte[]> read(Path jar) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        try (InputStream in = zip.getInputStream(entry)) {
          entries.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    return entries;
  }

  private static void write(Path jar, Map<String, byte[]> entries) throws IOException {
    Path fresh = jar.resolveSibling(jar.getFileName() + ".new");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(fresh))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
  }
}
