package dev.ringkernel.device;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Every method that device code may call without having its source: what the CLI lists and the
 * reference page shows.
 */
public final class IntrinsicsInventory {
  private static final List<Class<?>> CLASSES =
      List.of(
          Grid.class,
          Barrier.class,
          Fence.class,
          Memory.class,
          Warp.class,
          Clock.class,
          Bits.class,
          Fp.class);

  private IntrinsicsInventory() {}

  /**
   * One method.
   *
   * @param group simple name of the class that has it
   * @param name of the method
   * @param signature in Java, such as {@code int popCount(int)}
   * @param target the PTX spelling, {@code ir:} and an operation, or {@code java} for one composed
   *     of others
   * @param tolerance in words; empty for the same bits on all backends
   */
  public record Entry(
      String group, String name, String signature, String target, String tolerance) {
    /** Group, signature and target in columns. */
    public String toLine() {
      return "%-8s %-66s %s%s"
          .formatted(group, signature, target, tolerance.isEmpty() ? "" : "  (" + tolerance + ")");
    }
  }

  /** All entries: the device API by class and name, then the JDK's methods. */
  public static List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (Class<?> c : CLASSES) {
      Arrays.stream(c.getDeclaredMethods())
          .filter(m -> Modifier.isPublic(m.getModifiers()))
          .sorted(Comparator.comparing(Method::getName).thenComparing(m -> signature(m)))
          .forEach(m -> entries.add(entry(c, m)));
    }
    for (JdkIntrinsics.Row row : JdkIntrinsics.rows()) {
      String owner = row.owner().substring(row.owner().lastIndexOf('.') + 1);
      entries.add(
          new Entry(
              owner,
              row.name(),
              row.result() + " " + row.name() + "(" + String.join(", ", row.parameters()) + ")",
              switch (row.kind()) {
                case IR -> "ir:" + row.target();
                case PTX -> row.target();
                case JAVA -> "java";
              },
              ""));
    }
    return entries;
  }

  /** The entries whose line contains {@code pattern}, in any case; all for an empty one. */
  public static List<Entry> matching(String pattern) {
    String wanted = pattern.toLowerCase(Locale.ROOT);
    return entries().stream()
        .filter(e -> e.toLine().toLowerCase(Locale.ROOT).contains(wanted))
        .toList();
  }

  /** The reference page, in Markdown. */
  public static String toMarkdown() {
    StringBuilder page =
        new StringBuilder(
            """
            # Intrinsics

            Generated from the device API (`dev.ringkernel.device`) and its table of JDK methods: do not edit. A method's Java body is
            its meaning on the JVM. `java` stands for one that is composed of others, `ir:` for an operation of the IR. Results have the
            same bits on all backends but where a tolerance is stated.
            """);
    String group = "";
    for (Entry e : entries()) {
      if (!e.group().equals(group)) {
        group = e.group();
        page.append("\n## ")
            .append(group)
            .append("\n\n| method | becomes | tolerance |\n| --- | --- | --- |\n");
      }
      page.append(
          "| `%s` | `%s` | %s |\n"
              .formatted(e.signature(), e.target().replace("|", "\\|"), e.tolerance()));
    }
    return page.toString();
  }

  private static Entry entry(Class<?> c, Method m) {
    Intrinsic intrinsic = m.getAnnotation(Intrinsic.class);
    Tolerance tolerance = m.getAnnotation(Tolerance.class);
    return new Entry(
        c.getSimpleName(),
        m.getName(),
        signature(m),
        intrinsic == null ? "java" : intrinsic.value(),
        tolerance == null ? "" : inWords(tolerance));
  }

  private static String inWords(Tolerance t) {
    String ulps = t.ulps() == 0 ? "" : String.format(Locale.ROOT, "%.0f ulp", t.ulps());
    String absolute =
        t.absolute() == 0 ? "" : "%s absolute".formatted(Double.toHexString(t.absolute()));
    return ulps + (ulps.isEmpty() || absolute.isEmpty() ? "" : " or ") + absolute;
  }

  private static String signature(Method m) {
    return m.getReturnType().getSimpleName()
        + " "
        + m.getName()
        + Arrays.stream(m.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(", ", "(", ")"));
  }
}
