package dev.ringkernel.ptx.sim.litmus;

import dev.ringkernel.ptx.isa.PtxTableException;
import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.sim.litmus.CaseTable.Case;
import dev.ringkernel.ptx.sim.litmus.Location.Space;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one case of a litmus text. */
final class LitmusReader {
  private static final Pattern VARIABLE =
      Pattern.compile(
          "(global|shared)\\s+\\.(\\w+)\\s+(\\w+)(?:\\[(\\d+)])?"
              + "(?:\\s*=\\s*(mbarrier\\s+)?([\\w-]+))?(?:\\s*@\\s*([\\w.]+))?");
  private static final Pattern ALIAS = Pattern.compile("alias\\s+(\\w+)\\s*=\\s*(\\w+)");
  private static final Pattern THREAD = Pattern.compile("thread\\s+(\\w+)\\s*([\\w.]*)\\s*\\{");
  private static final int DEFAULT_UNROLL = 2;
  private static final long STRIDE = 0x1000;

  private final String file;
  private final Case row;
  private final Map<String, Location> locations = new LinkedHashMap<>();
  private final Map<String, Location> symbols = new LinkedHashMap<>();
  private final List<LitmusThread> threads = new ArrayList<>();
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final SortedSet<String> observed = new TreeSet<>();
  private final List<Condition> always = new ArrayList<>();
  private @Nullable Condition exists;
  private @Nullable StepReader body;
  private String bodyName = "";
  private String name = "";
  private String source = "";
  private String verdict = "";
  private int unroll = DEFAULT_UNROLL;
  private int variables;

  LitmusReader(String file, Case row) {
    this.file = file;
    this.row = row;
  }

  LitmusTest read(List<String> lines) {
    place(lines);
    for (int i = 0; i < lines.size(); i++) {
      try {
        line(lines.get(i).strip());
      } catch (LitmusException | PtxTableException e) {
        LitmusException error =
            e instanceof LitmusException known
                ? known
                : new LitmusException(String.valueOf(e.getMessage()));
        throw error.at(file, i + 1);
      }
    }
    try {
      return finish();
    } catch (LitmusException e) {
      throw e.at(file, row.line());
    }
  }

  private LitmusTest finish() {
    Condition condition = exists;
    if (body != null) {
      throw new LitmusException("thread " + bodyName + " is not closed");
    }
    if (name.isEmpty() || source.isEmpty() || condition == null || threads.isEmpty()) {
      throw new LitmusException("a test needs 'litmus NAME', 'source:', threads and 'exists'");
    }
    String says = row.cell("verdict").isEmpty() ? verdict : row.cell("verdict");
    if (!says.equals("allowed") && !says.equals("forbidden")) {
      throw new LitmusException("the verdict '" + says + "' is neither allowed nor forbidden");
    }
    observed.addAll(condition.names());
    for (Condition each : always) {
      observed.addAll(each.names());
    }
    String full = row.cell("case").isEmpty() ? name : name + " " + row.cell("case");
    LitmusProgram program =
        new LitmusProgram(full, List.copyOf(locations.values()), threads, unroll, observed);
    String why = row.cell("why");
    return new LitmusTest(
        program,
        condition,
        says.equals("allowed"),
        always,
        why.isEmpty() ? source : source + "; " + why);
  }

  /** Places come first: shared memory names the thread that it lies beside. */
  private void place(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      Matcher thread = THREAD.matcher(lines.get(i).strip());
      if (thread.matches()) {
        String own = row.cell(thread.group(1));
        String text = own.isEmpty() ? thread.group(2) : own;
        try {
          places.put(thread.group(1), Place.parse(text.isEmpty() ? "0.0.0" : text));
        } catch (LitmusException e) {
          throw e.at(file, i + 1);
        }
      }
    }
  }

  private void line(String text) {
    StepReader open = body;
    if (text.isEmpty() || text.startsWith("#") || text.startsWith("|")) {
      return;
    }
    if (open != null) {
      if (text.equals("}")) {
        Place place = places.get(bodyName);
        if (place == null) {
          throw new IllegalStateException("no place for " + bodyName);
        }
        threads.add(open.finish(threads.size(), bodyName, place));
        body = null;
      } else {
        instructions(open, row.fill(text));
      }
      return;
    }
    Matcher thread = THREAD.matcher(text);
    if (thread.matches()) {
      bodyName = thread.group(1);
      body = new StepReader(symbols);
      return;
    }
    header(row.fill(text).strip());
  }

  private static void instructions(StepReader open, String text) {
    if (text.endsWith(":")) {
      open.add(text);
      return;
    }
    String rest = text;
    while (!rest.isBlank()) {
      int end = rest.indexOf(';');
      if (end < 0) {
        throw new LitmusException("'" + rest.strip() + "' must end in a semicolon");
      }
      open.add(rest.substring(0, end + 1));
      rest = rest.substring(end + 1);
    }
  }

  private void header(String text) {
    int blank = text.indexOf(' ');
    String word = blank < 0 ? text : text.substring(0, blank);
    String tail = blank < 0 ? "" : text.substring(blank).strip();
    switch (word) {
      case "litmus" -> name = tail;
      case "source:" -> source = source.isEmpty() ? tail : source + "; " + tail;
      case "unroll" -> unroll = (int) Literals.parse(tail);
      case "observe" -> observed.addAll(List.of(tail.split("[,\\s]+")));
      case "exists" -> exists = Condition.parse(tail);
      case "always" -> always.add(Condition.parse(tail));
      case "verdict" -> verdict = tail;
      case "global", "shared" -> variable(text);
      case "alias" -> alias(text);
      default -> throw new LitmusException("'" + text + "' is nothing of a litmus test");
    }
  }

  private void variable(String text) {
    Matcher m = VARIABLE.matcher(text);
    if (!m.matches()) {
      throw new LitmusException("'" + text + "' is no variable: write global .b32 x = 0");
    }
    boolean shared = m.group(1).equals("shared");
    PtxType type =
        PtxType.of(m.group(2))
            .filter(t -> t.bits() >= 8 && t.bits() <= 64)
            .orElseThrow(() -> new LitmusException("." + m.group(2) + " is no type of a location"));
    if (shared != (m.group(7) != null)) {
      throw new LitmusException(
          "'" + text + "': shared memory, and nothing else, lies at a CTA: write @ P0");
    }
    Place owner = shared ? owner(m.group(7)) : null;
    long initial = m.group(6) == null ? 0 : Literals.parse(m.group(6));
    if (m.group(5) != null) {
      initial = Mbarrier.initial((int) initial).bits();
    }
    int count = m.group(4) == null ? 1 : Integer.parseInt(m.group(4));
    long base = STRIDE * ++variables;
    for (int i = 0; i < count; i++) {
      String each = count == 1 ? m.group(3) : m.group(3) + "[" + i + "]";
      int index = locations.size();
      Location element =
          new Location(
              index,
              each,
              index,
              type,
              shared ? Space.SHARED : Space.GLOBAL,
              owner,
              base + (long) i * (type.bits() / 8),
              Location.cut(type, initial));
      add(element);
      symbols.putIfAbsent(m.group(3), element);
    }
  }

  private Place owner(String text) {
    Place place = places.get(text);
    Place owner = place == null ? Place.parse(text) : place;
    if (owner.isHost()) {
      throw new LitmusException("the host has no shared memory");
    }
    return owner;
  }

  private void alias(String text) {
    Matcher m = ALIAS.matcher(text);
    Location of = m.matches() ? locations.get(m.group(2)) : null;
    if (of == null || of.isAlias() || of.space() == Space.SHARED) {
      throw new LitmusException("'" + text + "' must name a global location as in alias y = x");
    }
    Location alias =
        new Location(
            locations.size(),
            m.group(1),
            of.index(),
            of.type(),
            of.space(),
            null,
            STRIDE * ++variables,
            of.initial());
    add(alias);
    symbols.put(alias.name(), alias);
  }

  private void add(Location location) {
    if (locations.put(location.name(), location) != null) {
      throw new LitmusException("the location '" + location.name() + "' stands twice");
    }
  }
}
