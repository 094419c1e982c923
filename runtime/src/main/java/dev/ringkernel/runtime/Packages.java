package dev.ringkernel.runtime;

import dev.ringkernel.ptx.pack.HandlerEntry;
import dev.ringkernel.ptx.pack.KernelPackage;
import dev.ringkernel.ptx.pack.Layout;
import dev.ringkernel.ptx.pack.Manifest;
import dev.ringkernel.ptx.pack.PackageException;
import dev.ringkernel.ptx.pack.WireIds;
import dev.ringkernel.runtime.device.Resident;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * From packages to behaviours: what a class's jar says, checked against the system that is to run
 * it.
 */
final class Packages {
  private Packages() {}

  /** The package of an actor class. */
  static KernelPackage load(Class<?> type) {
    KernelPackage pack = KernelPackage.load(type);
    if (!pack.manifest().isActor()) {
      throw new PackageException(
          type.getName(),
          "has no @RingKernel handler, so it is not an actor",
          "Annotate a method, or use Kernels for its @GlobalKernel methods");
    }
    return pack;
  }

  static Behaviour behaviour(
      int id,
      Class<?> type,
      KernelPackage pack,
      WireIds wire,
      MessageCodecs codecs,
      Options options) {
    Manifest manifest = pack.manifest();
    List<Handler> handlers = new ArrayList<>();
    for (HandlerEntry entry : manifest.handlers()) {
      if (entry.threads() > Resident.LANES || (entry.threads() > 1 && entry.threads() % 32 != 0)) {
        throw new PackageException(
            type.getName() + "." + entry.method(),
            "wants " + entry.threads() + " lanes",
            "Workers have one or up to "
                + Resident.LANES
                + " lanes in steps of 32: change threads");
      }
      String reply = entry.reply();
      handlers.add(
          Handler.of(
              entry,
              typeId(wire, entry.message()),
              codec(type, entry.message(), wire, codecs, options),
              reply == null ? null : codec(type, reply, wire, codecs, options),
              reply == null ? 0 : typeId(wire, reply)));
      for (String sent : entry.sends()) {
        codec(type, sent, wire, codecs, options);
      }
    }
    return new Behaviour(id, type, pack, handlers);
  }

  private static int typeId(WireIds wire, String name) {
    return Objects.requireNonNull(wire.types().get(name));
  }

  private static MessageCodec codec(
      Class<?> owner, String name, WireIds wire, MessageCodecs codecs, Options options) {
    Layout layout = Objects.requireNonNull(wire.layouts().get(name));
    int room = 8 * dev.ringkernel.runtime.device.Slot.payloadWords(options.lines());
    if (layout.size() > room) {
      throw new PackageException(
          name,
          "takes " + layout.size() + " bytes, and the slots of this system have room for " + room,
          layout.size() <= Options.MOST_MESSAGE_BYTES
              ? "Build the system with maxMessageBytes(" + layout.size() + ")"
              : "No slot has room for more than "
                  + Options.MOST_MESSAGE_BYTES
                  + ": send it in parts");
    }
    return codecs.get(typeId(wire, name), layout, owner);
  }
}
