package dev.ringkernel.ptx.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A change of a text at one place. What asks for a place that is not there changes nothing. */
enum Mutation {
  // @formatter:off
  TRUNCATE        { @Override String of(String t, String other, Random r) { return t.substring(0, place(t, r)); } },
  DELETE          { @Override String of(String t, String other, Random r) { int at = place(t, r); return put(t, at, at + length(t, at, r), ""); } },
  INSERT          { @Override String of(String t, String other, Random r) { int at = place(t, r); return put(t, at, at, piece(r)); } },
  REPLACE         { @Override String of(String t, String other, Random r) { int at = place(t, r); return put(t, at, at + length(t, at, r), piece(r)); } },
  CHARACTER       { @Override String of(String t, String other, Random r) { int at = place(t, r); return put(t, at, at + length(t, at, r), "" + (char) r.nextInt(128)); } },
  REPEAT          { @Override String of(String t, String other, Random r) { int at = place(t, r); return put(t, at, at, t.substring(at, at + length(t, at, r)).repeat(1 + r.nextInt(3))); } },
  SPLICE          { @Override String of(String t, String other, Random r) { int at = place(t, r), from = place(other, r); return put(t, at, at, other.substring(from, Math.min(other.length(), from + r.nextInt(200)))); } },
  SWAP_TOKENS     { @Override String of(String t, String other, Random r) { return swap(t, spans(TOKEN, t), r); } },
  SWAP_OPERANDS   { @Override String of(String t, String other, Random r) { return swap(t, spans(REGISTER, t), r); } },
  SWAP_MODIFIERS  { @Override String of(String t, String other, Random r) { return swap(t, spans(MODIFIER, t), r); } },
  OTHER_TOKEN     { @Override String of(String t, String other, Random r) { return exchange(t, TOKEN, other, r); } },
  OTHER_MODIFIER  { @Override String of(String t, String other, Random r) { return exchange(t, MODIFIER, other, r); } },
  DROP_MODIFIER   { @Override String of(String t, String other, Random r) { return set(t, spans(MODIFIER, t), "", r); } },
  NUMBER          { @Override String of(String t, String other, Random r) { return set(t, spans(CONSTANT, t), NUMBERS[r.nextInt(NUMBERS.length)], r); } },
  LINE_REPEATED   { @Override String of(String t, String other, Random r) { int[] l = one(spans(LINE, t), r); return put(t, l[0], l[0], t.substring(l[0], l[1]).repeat(1 + r.nextInt(8))); } },
  LINE_REMOVED    { @Override String of(String t, String other, Random r) { return set(t, spans(LINE, t), "", r); } },
  LINES_SWAPPED   { @Override String of(String t, String other, Random r) { return swap(t, spans(LINE, t), r); } },
  OTHER_LINE      { @Override String of(String t, String other, Random r) { int[] to = one(spans(LINE, t), r), from = one(spans(LINE, other), r); return put(t, to[0], to[0], other.substring(from[0], from[1])); } },
  LONG_NAME       { @Override String of(String t, String other, Random r) { return set(t, spans(NAME, t), "n".repeat(1 << r.nextInt(17)), r); } },
  NEST            { @Override String of(String t, String other, Random r) { int[] l = one(spans(LINE, t), r); int deep = 1 << r.nextInt(12); return put(t, l[0], l[1], "{".repeat(deep) + t.substring(l[0], l[1]) + "}".repeat(deep)); } },
  PARENTHESES     { @Override String of(String t, String other, Random r) { int[] c = one(spans(CONSTANT, t), r); int deep = 1 << r.nextInt(12); return put(t, c[0], c[1], "(".repeat(deep) + t.substring(c[0], c[1]) + ")".repeat(deep)); } };
  // @formatter:on

  private static final Pattern TOKEN = Pattern.compile("[%$_a-zA-Z.][\\w$%.:]*|\\d\\w*|[^\\s\\w]");
  private static final Pattern REGISTER = Pattern.compile("%[a-z]+\\d+");
  private static final Pattern MODIFIER = Pattern.compile("\\.[a-z][a-z0-9_:]*");
  private static final Pattern CONSTANT = Pattern.compile("(?<![\\w$%.])-?\\d\\w*");
  private static final Pattern NAME = Pattern.compile("(?<![\\w$%.])[a-zA-Z_$][\\w$]*");
  private static final Pattern LINE = Pattern.compile("[^\n]+\n");

  /** Spans of a text that are looked through: the rest of a long one is like its start. */
  private static final int MOST_SPANS = 4096;

  // @formatter:off
  private static final String[] NUMBERS = {
    "0", "1", "-1", "2", "3", "7", "16", "31", "32", "33", "63", "64", "127", "128", "255", "256", "1023", "1024", "4096", "65535", "65536", "1048576",
    "2147483647", "2147483648", "-2147483648", "4294967295", "4294967296", "9223372036854775807", "18446744073709551615", "-9223372036854775808",
    "99999999999999999999", "0x7f00000000000000", "0xffffffffffffffff", "0f7fc00000", "0d7ff0000000000000", "1.5", "0x", "1e999"};

  /** Pieces that stand in PTX, to be put where they do not belong. */
  private static final String[] PIECES = {
    "{", "}", "(", ")", "[", "]", ";", ":", ",", "@", "!", "|", "+", "-", "\"", "/*", "*/", "//", "<", ">", "=", "_", ".", "::", "%", "\n", "\t", "\0", "é", "\uD800",
    "0x", "0f", "0d1", "1e", "99999999999999999999", "-1", "4294967296", "%r1", "%tid.x", "%clock64", "WARP_SZ",
    ".reg .b32 q<1048576>;", ".param .b32 x;", ".shared .b8 s[1099511627776];", ".shared .b8 s1[232448];", ".local .b8 l1[16777216];", ".global .b8 g1[4294967296];",
    ".loc 1 1 1", ".file 1 \"f\"", "ret;", "exit;", "trap;", "bar.sync 0;", "barrier.cluster.arrive;", "barrier.cluster.wait;", "nanosleep.u32 4294967295;",
    ".entry k() {", ".func", "call", "bra $B1;", ".branchtargets", "generic(", ".v4", ".align 3", "{{{{{{{{", "((((((((", "prototype_0 : .callprototype _ ();",
    ".section .x {", ".pragma \"x\";", "inlined_at 1 1 1", ".global .u32 z[4][1000000] = {{1},{2},{3}};", ".extern", ".alias a, b;",
    ".maxntid 0", ".reqntid 4294967296", ".reqnctapercluster 3", ".maxnreg 1", ".blocksareclusters", ".noreturn"};
  // @formatter:on

  /** Those after which a text is often PTX still. */
  private static final List<Mutation> MILD =
      List.of(
          SWAP_OPERANDS,
          SWAP_MODIFIERS,
          OTHER_MODIFIER,
          DROP_MODIFIER,
          NUMBER,
          LINE_REPEATED,
          LINE_REMOVED,
          LINES_SWAPPED,
          OTHER_LINE);

  /** The text with this change, at a place by chance. */
  abstract String of(String text, String other, Random random);

  /** A text with one to four changes, half of the texts with mild ones alone. */
  static String several(String text, Corpus corpus, Random random) {
    String now = text;
    List<Mutation> all = random.nextBoolean() ? MILD : List.of(values());
    for (int i = 1 + random.nextInt(random.nextInt(4) + 1); i > 0; i--) {
      Mutation one = all.get(random.nextInt(all.size()));
      now = one.of(now, corpus.draw(random), random);
    }
    return now;
  }

  private static int place(String text, Random random) {
    return random.nextInt(text.length() + 1);
  }

  private static int length(String text, int at, Random random) {
    return Math.min(text.length() - at, 1 + random.nextInt(random.nextInt(20) + 1));
  }

  private static String piece(Random random) {
    return PIECES[random.nextInt(PIECES.length)];
  }

  private static String put(String text, int from, int to, String what) {
    return text.substring(0, from) + what + text.substring(to);
  }

  private static List<int[]> spans(Pattern pattern, String text) {
    List<int[]> spans = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (spans.size() < MOST_SPANS && matcher.find()) {
      spans.add(new int[] {matcher.start(), matcher.end()});
    }
    return spans;
  }

  /** One of the spans; the empty one at the start where there is none. */
  private static int[] one(List<int[]> spans, Random random) {
    return spans.isEmpty() ? new int[] {0, 0} : spans.get(random.nextInt(spans.size()));
  }

  private static String set(String text, List<int[]> spans, String what, Random random) {
    int[] one = one(spans, random);
    return put(text, one[0], one[1], what);
  }

  private static String exchange(String text, Pattern pattern, String other, Random random) {
    int[] from = one(spans(pattern, other), random);
    return set(text, spans(pattern, text), other.substring(from[0], from[1]), random);
  }

  private static String swap(String text, List<int[]> spans, Random random) {
    int[] a = one(spans, random);
    int[] b = one(spans, random);
    if (a[0] >= b[0]) {
      return text;
    }
    return text.substring(0, a[0])
        + text.substring(b[0], b[1])
        + text.substring(a[1], b[0])
        + text.substring(a[0], a[1])
        + text.substring(b[1]);
  }
}
