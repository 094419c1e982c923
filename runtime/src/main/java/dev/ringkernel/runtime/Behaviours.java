package dev.ringkernel.runtime;

import dev.ringkernel.ptx.pack.KernelPackage;
import dev.ringkernel.ptx.pack.StaleCheck;
import dev.ringkernel.ptx.pack.WireIds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The actor classes of one system. The set only grows, so that behaviour and wire ids stay. Any
 * thread may look up; one at a time makes programs and adds.
 */
final class Behaviours {
  private final Options options;
  private final Addresses addresses;
  private final MessageCodecs codecs;

  /** In order of their ids; replaced, never changed. */
  private volatile Map<Class<?>, Behaviour> known = Map.of();

  Behaviours(Options options, Addresses addresses) {
    this.options = options;
    this.addresses = addresses;
    this.codecs = new MessageCodecs(addresses);
  }

  MessageCodecs codecs() {
    return codecs;
  }

  /** The behaviour of a class that a loaded program has, or null. */
  @Nullable Behaviour of(Class<?> type) {
    return known.get(type);
  }

  /**
   * The program of all known classes and these. The classes stay unknown until the program is
   * {@linkplain #add added}.
   *
   * @throws dev.ringkernel.ptx.pack.PackageException for a class that is no actor, was compiled for
   *     other code than is there, or does not fit the others or this system
   * @throws IllegalArgumentException if all together are too many for one system
   */
  Backend.Program with(List<Class<?>> more) {
    Map<Class<?>, Behaviour> before = known;
    Set<Class<?>> classes = new LinkedHashSet<>(before.keySet());
    classes.addAll(more);
    Map<Class<?>, KernelPackage> packs = new LinkedHashMap<>();
    for (Class<?> type : classes) {
      Behaviour old = before.get(type);
      packs.put(type, old == null ? load(type) : old.pack());
    }
    WireIds wire = WireIds.of(packs.values().stream().map(KernelPackage::manifest).toList());
    SystemDescription.checkFits(packs.size(), wire.types().size());
    List<Behaviour> all = new ArrayList<>();
    for (Map.Entry<Class<?>, KernelPackage> e : packs.entrySet()) {
      Behaviour old = before.get(e.getKey());
      all.add(
          old != null
              ? old
              : Packages.behaviour(
                  all.size() + 1, e.getKey(), e.getValue(), wire, codecs, options));
    }
    return new Backend.Program(all, wire, codecs, addresses);
  }

  private static KernelPackage load(Class<?> type) {
    KernelPackage pack = Packages.load(type);
    StaleCheck.check(type, pack.manifest());
    return pack;
  }

  /** Knows the classes of a program from now on: it was loaded. */
  void add(Backend.Program program) {
    Map<Class<?>, Behaviour> all = new LinkedHashMap<>();
    program.behaviours().forEach(b -> all.put(b.type(), b));
    known = all;
  }
}
