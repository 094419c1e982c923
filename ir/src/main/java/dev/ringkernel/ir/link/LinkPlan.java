package dev.ringkernel.ir.link;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a system is made of.
 *
 * @param behaviours in the order of their ids, which start at 1
 * @param typeIds wire ids of messages by binary name: dense, starting at 1
 */
public record LinkPlan(List<Behaviour> behaviours, Map<String, Integer> typeIds) {
  /**
   * One actor class.
   *
   * @param className for people
   */
  public record Behaviour(String className, List<Handler> handlers) {
    public Behaviour {
      handlers = List.copyOf(handlers);
    }
  }

  /**
   * One handler.
   *
   * @param function name of its function of kind HANDLER
   * @param message binary name of the message it takes
   * @param otherTypes binary names of its reply, then of what it sends
   */
  public record Handler(String function, String message, List<String> otherTypes) {
    public Handler {
      otherTypes = List.copyOf(otherTypes);
    }
  }

  public LinkPlan {
    behaviours = List.copyOf(behaviours);
    typeIds = Map.copyOf(typeIds);
    if (Set.copyOf(typeIds.values()).size() != typeIds.size()) {
      throw new IllegalArgumentException(
          "two messages have one wire id: " + new TreeMap<>(typeIds));
    }
  }

  /**
   * The plan whose wire ids follow the order of first appearance: for each handler its message, its
   * reply, what it sends.
   */
  public static LinkPlan of(List<Behaviour> behaviours) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (Behaviour behaviour : behaviours) {
      for (Handler handler : behaviour.handlers()) {
        ids.putIfAbsent(handler.message(), ids.size() + 1);
        for (String type : handler.otherTypes()) {
          ids.putIfAbsent(type, ids.size() + 1);
        }
      }
    }
    return new LinkPlan(behaviours, ids);
  }

  /** The wire id of a message. */
  public int typeId(String binaryName) {
    Integer id = typeIds.get(binaryName);
    if (id == null) {
      throw new LinkException(List.of("no wire id for message " + binaryName));
    }
    return id;
  }
}
