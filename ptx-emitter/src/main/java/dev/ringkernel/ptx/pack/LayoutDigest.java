package dev.ringkernel.ptx.pack;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 digests, as 64 lower-case hexadecimal digits, of layouts and of texts. */
public final class LayoutDigest {
  private LayoutDigest() {}

  /** The digest of {@link #canonicalText}. */
  public static String of(Layout layout) {
    return ofText(canonicalText(layout.size(), layout.fields()));
  }

  /**
   * One line for the size, then one line {@code name|type|offset|count} a field, each ended by a
   * line feed.
   */
  public static String canonicalText(int size, List<LayoutField> fields) {
    StringBuilder text = new StringBuilder("layout ").append(size).append('\n');
    for (LayoutField f : fields) {
      text.append(f.name()).append('|').append(f.type()).append('|');
      text.append(f.offset()).append('|').append(f.count()).append('\n');
    }
    return text.toString();
  }

  /** The digest of a text in UTF-8. */
  public static String ofText(String text) {
    return ofBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The digest of bytes. */
  public static String ofBytes(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
