package dev.ringkernel.ptx.sim.weak;

import dev.ringkernel.ptx.sim.litmus.ThreadRun;
import dev.ringkernel.ptx.sim.weak.LitmusMachine.Copy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * Puts a state of the machine into values that are equal where what may follow is equal: stamps
 * become ranks, and what is only kept in some order becomes a set.
 */
final class Fingerprint {
  private final WeakMemory memory;

  Fingerprint(WeakMemory memory) {
    this.memory = memory;
  }

  Object of(
      List<ThreadRun> runs,
      List<Agent> agents,
      boolean[] ended,
      boolean[] arrived,
      SortedMap<String, Views> meetings,
      List<Copy> copies) {
    List<Object> all = new ArrayList<>();
    memory
        .histories()
        .forEach(
            (location, history) -> {
              for (Message message : history.messages()) {
                all.add(
                    List.of(
                        location,
                        message.value(),
                        message.writer(),
                        message.read() == Message.NONE ? -1 : history.rank(message.read()),
                        releases(message.releases())));
              }
            });
    all.add(releases(memory.scFences()));
    for (int i = 0; i < runs.size(); i++) {
      all.add(List.of(runs.get(i).state(), ended[i], arrived[i], agent(agents.get(i))));
    }
    meetings.forEach((key, views) -> all.add(List.of(key, views(views))));
    for (Copy copy : copies) {
      all.add(
          List.of(
              copy.thread,
              copy.action.ticket(),
              agent(copy.agent),
              List.copyOf(copy.values),
              copy.writes,
              copy.counted));
    }
    return all;
  }

  private Object agent(Agent agent) {
    Set<Object> seen = new HashSet<>();
    for (Agent.Seen each : agent.seen) {
      seen.add(List.of(each.address(), release(each.release())));
    }
    List<Object> released = new ArrayList<>();
    agent.released.forEach(
        (address, all) -> released.add(List.of(address, releases(List.copyOf(all.values())))));
    return List.of(
        views(agent.views), releases(List.copyOf(agent.fences.values())), released, seen);
  }

  private Set<Object> releases(List<Release> releases) {
    Set<Object> all = new HashSet<>();
    for (Release release : releases) {
      all.add(release(release));
    }
    return all;
  }

  private Object release(Release release) {
    return List.of(release.first(), views(release.views()));
  }

  private Object views(Views views) {
    List<Object> all = new ArrayList<>();
    views.generic().forEach((a, stamp) -> all.add(List.of(a, memory.history(a).rank(stamp))));
    views.async().forEach((a, stamp) -> all.add(List.of(-1 - a, memory.history(a).rank(stamp))));
    return all;
  }
}
