package dev.ringkernel.ptx.pack;

import dev.ringkernel.ir.link.LinkPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The dense ids of one system ({@code docs/decisions/003}): behaviour ids are the index of the
 * class, from 1; wire ids go by first appearance over classes, handlers, and in each its message,
 * its reply, what it sends, from 1.
 *
 * @param types wire id by binary name, in id order
 * @param layouts the one layout of each type, in id order
 * @param behaviours behaviour id by binary name of the class, in id order
 */
public record WireIds(
    Map<String, Integer> types, Map<String, Layout> layouts, Map<String, Integer> behaviours) {
  public WireIds {
    types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    layouts = Collections.unmodifiableMap(new LinkedHashMap<>(layouts));
    behaviours = Collections.unmodifiableMap(new LinkedHashMap<>(behaviours));
  }

  /**
   * The ids of a system of these classes, in this order.
   *
   * @throws PackageException when two classes disagree on a type's layout
   */
  public static WireIds of(List<Manifest> classes) {
    Map<String, Integer> types = new LinkedHashMap<>();
    Map<String, Layout> layouts = new LinkedHashMap<>();
    Map<String, String> owners = new LinkedHashMap<>();
    Map<String, Integer> behaviours = new LinkedHashMap<>();
    for (Manifest m : classes) {
      if (behaviours.put(m.className(), behaviours.size() + 1) != null) {
        throw new IllegalArgumentException(m.className() + " is named twice");
      }
      for (HandlerEntry h : m.handlers()) {
        for (String name : inOrder(h)) {
          Layout layout =
              m.message(name)
                  .orElseThrow(
                      () ->
                          new IllegalStateException(m.className() + " lacks the layout of " + name))
                  .layout();
          Layout known = layouts.putIfAbsent(name, layout);
          if (known == null) {
            types.put(name, types.size() + 1);
            owners.put(name, m.className());
          } else if (!known.digest().equals(layout.digest())) {
            throw disagreement(
                name, Objects.requireNonNull(owners.get(name)), known, m.className(), layout);
          }
        }
      }
    }
    return new WireIds(types, layouts, behaviours);
  }

  /**
   * The plan that links the modules of these classes, which are those the ids were made of, in the
   * same order.
   */
  public LinkPlan plan(List<Manifest> classes) {
    List<LinkPlan.Behaviour> all = new ArrayList<>();
    for (Manifest m : classes) {
      List<LinkPlan.Handler> handlers = new ArrayList<>();
      for (HandlerEntry h : m.handlers()) {
        List<String> names = inOrder(h);
        handlers.add(
            new LinkPlan.Handler(h.function(), h.message(), names.subList(1, names.size())));
      }
      all.add(new LinkPlan.Behaviour(m.className(), handlers));
    }
    return new LinkPlan(all, types);
  }

  private static List<String> inOrder(HandlerEntry h) {
    List<String> names = new ArrayList<>(List.of(h.message()));
    if (h.reply() != null) {
      names.add(h.reply());
    }
    names.addAll(h.sends());
    return names;
  }

  private static PackageException disagreement(
      String type, String firstClass, Layout first, String secondClass, Layout second) {
    return new PackageException(
        type,
        "has two layouts: "
            + describe(first)
            + " in "
            + firstClass
            + ", "
            + describe(second)
            + " in "
            + secondClass,
        "Compile both classes against the same version of the record");
  }

  private static String describe(Layout layout) {
    StringBuilder text = new StringBuilder("(");
    for (LayoutField f : layout.fields()) {
      text.append(text.length() == 1 ? "" : ", ").append(f.type());
      text.append(f.isArray() ? "[" + f.count() + "] " : " ").append(f.name());
    }
    return text.append(")").toString();
  }
}
