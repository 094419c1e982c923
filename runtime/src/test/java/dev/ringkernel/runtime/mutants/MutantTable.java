package dev.ringkernel.runtime.mutants;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Runs all mutants and prints what became of each, from the module's folder:
 *
 * <pre>
 * hunt SEEDS [PART]      what notices each mutant whose name has the part
 * reach [PART]           the scenarios that come to its place
 * list                   the mutants' names
 * baseline SEEDS [NAME]  the kernel as it is, in all scenarios or one
 * </pre>
 *
 * <p>A mutant counts as noticed, too, where something takes longer than {@code
 * ringkernel.mutants.limit} milliseconds: with more than {@code ringkernel.mutants.threads} cores
 * that is because it waits for ever.
 */
final class MutantTable {
  private MutantTable() {}

  /** The text of the kernel that the scenarios run. */
  static String text() {
    AtomicReference<String> text = new AtomicReference<>("");
    Hunt.run(
        Scenario.BLOCK,
        Hunt.Watch.WEAK,
        1,
        t -> {
          text.set(t);
          return t;
        });
    return text.get();
  }

  public static void main(String[] arguments) throws Exception {
    List<String> words = List.of(arguments);
    switch (words.getFirst()) {
      case "hunt" -> {
        List<Claim> claims = Claim.of(text());
        claims.forEach(c -> System.out.println(c + " " + c.wrong().orElse("holds")));
        int seeds = Integer.parseInt(words.get(1));
        each(words.size() > 2 ? words.get(2) : "", m -> Hunt.found(m, claims, seeds));
      }
      case "reach" -> each(words.size() > 1 ? words.get(1) : "", Hunt::reached);
      case "list" -> Mutant.of(text()).forEach(m -> System.out.println(m.key()));
      case "baseline" -> {
        for (Scenario scenario : Scenario.values()) {
          if (words.size() == 2 || words.get(2).equals(scenario.name())) {
            baseline(scenario, Integer.parseInt(words.get(1)));
          }
        }
      }
      default -> throw new IllegalArgumentException("not hunt, reach, list or baseline: " + words);
    }
    System.exit(0);
  }

  private static void each(String part, Function<Mutant, Optional<String>> look)
      throws InterruptedException {
    List<Mutant> all = Mutant.of(text()).stream().filter(m -> m.key().contains(part)).toList();
    AtomicInteger nothing = new AtomicInteger();
    ExecutorService threads =
        Executors.newFixedThreadPool(Integer.getInteger("ringkernel.mutants.threads", 2));
    for (Mutant mutant : all) {
      threads.execute(
          () -> {
            Optional<String> found = look.apply(mutant);
            if (found.isEmpty()) {
              nothing.incrementAndGet();
            }
            System.out.println(mutant.key() + " | " + found.orElse("NOTHING").replace('\n', ' '));
          });
    }
    threads.shutdown();
    threads.awaitTermination(1, TimeUnit.DAYS);
    System.out.println(nothing + " of " + all.size() + " with nothing");
  }

  private static void baseline(Scenario scenario, int seeds) {
    for (Hunt.Watch watch : Hunt.Watch.values()) {
      long start = System.nanoTime();
      int bad = 0;
      for (long seed = 1; seed <= seeds; seed++) {
        Optional<String> wrong = Hunt.run(scenario, watch, seed, UnaryOperator.identity());
        if (wrong.isPresent()) {
          bad++;
          System.out.println(wrong.get());
        }
      }
      long millis = (System.nanoTime() - start) / 1_000_000 / seeds;
      System.out.printf("%s %s %d bad of %d, %d ms each%n", scenario, watch, bad, seeds, millis);
    }
  }
}
