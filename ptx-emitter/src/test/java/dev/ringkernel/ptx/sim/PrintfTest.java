package dev.ringkernel.ptx.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formats of C, as glibc prints them. */
class PrintfTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "%d|-5|`-5`",
        "%5d|42|`   42`",
        "%-5d||`0    `",
        "%05d|-42|`-0042`",
        "%+d|42|`+42`",
        "% d|42|` 42`",
        "%.4d|42|`0042`",
        "%8.4d|-42|`   -0042`",
        "%u|-1|`4294967295`",
        "%lu|-1|`18446744073709551615`",
        "%lld|-9223372036854775808|`-9223372036854775808`",
        "%x|255|`ff`",
        "%#X|255|`0XFF`",
        "%#x|0|`0`",
        "%o|8|`10`",
        "%c|65|`A`",
        "%p|4096|`0x1000`",
        "100%%|0|`100%`",
        "%q|0|`%q`",
      })
  void integers(String format, Long value, String expected) {
    assertThat(print(format, value == null ? 0 : value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "%f|1.5|`1.500000`",
        "%.0f|2.5|`2`",
        "%#.0f|3.5|`4.`",
        "%8.2f|-3.14159|`   -3.14`",
        "%08.2f|-3.14159|`-0003.14`",
        "%f|1e20|`100000000000000000000.000000`",
        "%.20f|0.1|`0.10000000000000000555`",
        "%e|12345.678|`1.234568e+04`",
        "%.0e|12345|`1e+04`",
        "%E|1.5e-10|`1.500000E-10`",
        "%e|0|`0.000000e+00`",
        "%e|1e100|`1.000000e+100`",
        "%g|100000|`100000`",
        "%g|1000000|`1e+06`",
        "%g|0.0001|`0.0001`",
        "%g|0.00001234|`1.234e-05`",
        "%g|0|`0`",
        "%g|2.5|`2.5`",
        "%#g|2.5|`2.50000`",
        "%.3g|999.6|`1e+03`",
        "%f|NaN|`nan`",
        "%5f|Infinity|`  inf`",
        "%F|-Infinity|`-INF`",
        "%+g|-0.0|`-0`",
        "%a|1.5|`0x1.8p+0`",
        "%a|0.03125|`0x1p-5`",
      })
  void reals(String format, double value, String expected) {
    assertThat(print(format, Double.doubleToRawLongBits(value))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"%s|`hello`", "%8s|`   hello`", "%-8s.|`hello   .`", "%.2s|`he`"})
  void strings(String format, String expected) {
    assertThat(print(format, 16)).isEqualTo(expected);
  }

  private static String print(String format, long value) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment values = arena.allocate(8, 8);
      values.set(ValueLayout.JAVA_LONG, 0, value);
      return new Printf(format, address -> "hello")
          .print((offset, bytes) -> values.address() + offset);
    }
  }
}
