package dev.ringkernel.ptx.pack;

import java.util.List;
import java.util.Optional;

/**
 * Where the leaves of a message or of an actor's state lie; the same on host and device,
 * little-endian. Made by {@link WireLayout}. Bytes that no field covers are written as zeros.
 *
 * @param name binary name of the record or class
 * @param size bytes, a multiple of 8; 0 where there are no fields
 * @param fields in declaration order, offsets ascending
 */
public record Layout(String name, int size, List<LayoutField> fields) {
  public Layout {
    fields = List.copyOf(fields);
  }

  /** What identifies the layout beside its name: see {@link LayoutDigest}. */
  public String digest() {
    return LayoutDigest.of(this);
  }

  /** The leaf with this dotted name. */
  public Optional<LayoutField> field(String fieldName) {
    return fields.stream().filter(f -> f.name().equals(fieldName)).findFirst();
  }
}
