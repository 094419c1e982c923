package dev.ringkernel.runtime.mutants;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * Runs all mutants and prints what became of each. Takes the number of seeds, and optionally a part
 * of the mutants' names, {@code list} to name them only, or {@code baseline} with the scenario's
 * name or none to run the kernel as it is. On a machine with cores to spare: a mutant counts as
 * noticed, too, where something takes longer than {@code ringkernel.mutants.limit} milliseconds.
 */
final class MutantTable {
  private MutantTable() {}

  /** The text of the kernel that the scenarios run. */
  static String text() {
    AtomicReference<String> text = new AtomicReference<>("");
    Hunt.run(
        Scenario.BLOCK,
        1,
        t -> {
          text.set(t);
          return t;
        });
    return text.get();
  }

  public static void main(String[] arguments) throws Exception {
    int seeds = Integer.parseInt(arguments[0]);
    String part = arguments.length > 1 ? arguments[1] : "";
    if (part.startsWith("baseline")) {
      for (Scenario scenario : Scenario.values()) {
        if (!part.equals("baseline") && !part.endsWith(scenario.name())) {
          continue;
        }
        long start = System.nanoTime();
        int bad = 0;
        for (long seed = 1; seed <= seeds; seed++) {
          Optional<String> wrong = Hunt.run(scenario, seed, UnaryOperator.identity());
          if (wrong.isPresent()) {
            bad++;
            System.out.println(wrong.get());
          }
        }
        System.out.println(
            scenario
                + " "
                + bad
                + " bad of "
                + seeds
                + ", "
                + (System.nanoTime() - start) / 1_000_000 / seeds
                + " ms each");
      }
      System.exit(0);
    }
    if (part.equals("list")) {
      Mutant.of(text()).forEach(m -> System.out.println(m.key()));
      System.exit(0);
    }
    String ptx = text();
    List<Mutant> all = new ArrayList<>(Mutant.of(ptx));
    System.out.println(all.size() + " mutants");
    all.sort(Comparator.comparingInt(Mutant::rank));
    ExecutorService threads =
        Executors.newFixedThreadPool(Integer.getInteger("ringkernel.mutants.threads", 3));
    AtomicInteger survivors = new AtomicInteger();
    for (Mutant mutant : all) {
      if (mutant.key().contains(part)) {
        threads.execute(
            () -> {
              Optional<String> found = Hunt.found(mutant, seeds);
              if (found.isEmpty()) {
                survivors.incrementAndGet();
              }
              System.out.println(mutant.key() + " | " + found.orElse("SURVIVED"));
            });
      }
    }
    threads.shutdown();
    threads.awaitTermination(1, TimeUnit.DAYS);
    System.out.println(survivors + " of " + all.size() + " survived");
    System.exit(0);
  }
}
