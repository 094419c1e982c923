package dev.ringkernel.ptx.pack;

/**
 * One message or reply type that the package knows.
 *
 * @param layout named by the record's binary name
 * @param digest of the layout; with the name it is the type's identity
 */
public record MessageEntry(Layout layout, String digest) {
  /** The entry for a layout. */
  public static MessageEntry of(Layout layout) {
    return new MessageEntry(layout, layout.digest());
  }

  /** The record's binary name. */
  public String name() {
    return layout.name();
  }
}
