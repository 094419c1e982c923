package dev.ringkernel.ptx.sim.launch;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What memory is filled with, or must hold. */
sealed interface Contents {

  /** How it is written, for messages. */
  String FORMS =
      "zero, a number for all, numbers with commas, iota, iota(START, STEP), random(SEED), @FILE";

  /** One value everywhere. */
  record All(long bits) implements Contents {}

  /** These values; there must be as many. */
  record Listed(List<Long> bits) implements Contents {
    public Listed {
      bits = List.copyOf(bits);
    }
  }

  /** {@code start}, {@code start + step}, and so on. */
  record Iota(double start, double step) implements Contents {}

  /** Any bits for integers, numbers from 0 to 1 for floats. */
  record Chance(long seed) implements Contents {}

  /** The bytes of a file. */
  record InFile(Path path) implements Contents {}

  /**
   * Reads one.
   *
   * @param folder where relative file names start
   */
  static Contents parse(String text, ValueType type, Path folder) {
    if (text.startsWith("@")) {
      return new InFile(folder.resolve(text.substring(1).strip()));
    }
    if (text.equals("zero")) {
      return new All(0);
    }
    if (text.equals("iota")) {
      return new Iota(0, 1);
    }
    Matcher call = Call.PATTERN.matcher(text);
    if (call.matches()) {
      return called(call.group(1), call.group(2).strip().split("\\s*,\\s*"), text);
    }
    List<Long> values = new java.util.ArrayList<>();
    for (String number : text.split("\\s*,\\s*|\\s+")) {
      if (number.isEmpty()) {
        throw new LaunchException("'" + text + "' has a comma too many");
      }
      if (!Character.isLetter(number.charAt(0)) || type.isFloat()) {
        values.add(type.parse(number));
      } else {
        throw new LaunchException("'" + text + "' is none of: " + FORMS);
      }
    }
    return values.size() == 1 && !text.contains(",")
        ? new All(values.getFirst())
        : new Listed(values);
  }

  /** A name with arguments. */
  final class Call {
    private static final Pattern PATTERN = Pattern.compile("([a-z]+)\\s*\\(([^)]*)\\)");

    private Call() {}
  }

  private static Contents called(String name, String[] arguments, String text) {
    try {
      if (name.equals("iota") && arguments.length == 2) {
        return new Iota(Double.parseDouble(arguments[0]), Double.parseDouble(arguments[1]));
      }
      if (name.equals("random") && arguments.length == 1) {
        return new Chance(Long.parseLong(arguments[0]));
      }
    } catch (NumberFormatException e) {
      throw new LaunchException("'" + text + "' has an argument that is not a number", e);
    }
    throw new LaunchException("'" + text + "' is none of: " + FORMS);
  }

  /** Returns how many values it says there are; -1 where it fits any number. */
  default int count() {
    return this instanceof Listed listed ? listed.bits().size() : -1;
  }

  /** Makes the values. */
  default Values values(ValueType type, int count) {
    Values made = Values.zeros(type, count);
    switch (this) {
      case All all -> {
        for (int i = 0; i < count && all.bits() != 0; i++) {
          made.set(i, all.bits());
        }
      }
      case Listed listed -> {
        if (listed.bits().size() != count) {
          throw new LaunchException(
              listed.bits().size() + " values are given for " + type.text() + "[" + count + "]");
        }
        for (int i = 0; i < count; i++) {
          made.set(i, listed.bits().get(i));
        }
      }
      case Iota iota -> {
        for (int i = 0; i < count; i++) {
          made.set(i, type.bitsOf(iota.start() + i * iota.step()));
        }
      }
      case Chance chance -> {
        Random random = new Random(chance.seed());
        for (int i = 0; i < count; i++) {
          made.set(i, type.isFloat() ? type.bitsOf(random.nextDouble()) : random.nextLong());
        }
      }
      case InFile file -> made.memory().copyFrom(bytes(file.path(), made.memory().byteSize()));
    }
    return made;
  }

  private static MemorySegment bytes(Path path, long wanted) {
    try {
      byte[] bytes = Files.readAllBytes(path);
      if (bytes.length != wanted) {
        throw new LaunchException(
            path + " has " + bytes.length + " bytes, and " + wanted + " are wanted");
      }
      return MemorySegment.ofArray(bytes);
    } catch (IOException e) {
      throw new LaunchException(path + " cannot be read: " + e.getMessage(), e);
    }
  }
}
