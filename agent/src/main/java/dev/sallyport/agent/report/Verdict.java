package dev.sallyport.agent.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** What became of what was asked for, in plain sentences. */
final class Verdict {
  private Verdict() {}

  static String of(Facts facts, Tools tools) {
    List<String> sentences = new ArrayList<>();
    Denied blocked = Denied.of(facts, tools, Counts::blocked);
    Denied observed = Denied.of(facts, tools, Counts::observed);
    if (blocked.number() > 0) {
      sentences.add(blocked.text() + (blocked.number() == 1 ? " was" : " were") + " refused.");
    }
    if (observed.number() > 0) {
      sentences.add("In audit mode " + observed.text() + " would have been refused.");
    }
    if (sentences.isEmpty()) {
      sentences.add(
          facts.records() == 0
              ? "There are no records."
              : "Nothing was refused, and nothing would have been.");
    }
    if (facts.recordsLost() > 0) {
      sentences.add(
          Numbers.of(facts.recordsLost(), "record")
              + (facts.recordsLost() == 1 ? " is" : " are")
              + " missing.");
    }
    return String.join(" ", sentences);
  }

  /** What was denied, of whom. */
  private record Denied(long calls, long operations, Set<Actor> actors, long strange) {
    static Denied of(Facts facts, Tools tools, ToLongFunction<Counts> count) {
      long calls = 0;
      long operations = 0;
      Set<Actor> actors = new TreeSet<>();
      for (Use use : facts.uses()) {
        long times = count.applyAsLong(use.counts());
        if (times > 0) {
          actors.add(use.actor());
          calls += use.effect() == Effect.CALL ? times : 0;
          operations += use.effect() == Effect.CALL ? 0 : times;
        }
      }
      long strange = actors.stream().filter(tools::isStrange).count();
      actors.removeIf(tools::isStrange);
      return new Denied(calls, operations, actors, strange);
    }

    long number() {
      return calls + operations;
    }

    /** Such as {@code 2 calls and 14 operations of 3 tools}. */
    String text() {
      List<String> what = new ArrayList<>();
      if (calls > 0) {
        what.add(Numbers.of(calls, "call"));
      }
      if (operations > 0) {
        what.add(Numbers.of(operations, "operation"));
      }
      List<String> whose = new ArrayList<>();
      for (String kind : List.of("tool", "resource", "prompt")) {
        long number = actors.stream().filter(actor -> actor.kind().equals(kind)).count();
        if (number > 0) {
          whose.add(Numbers.of(number, kind));
        }
      }
      if (strange > 0) {
        whose.add(Numbers.of(strange, "unknown name"));
      }
      if (actors.stream().anyMatch(actor -> actor.kind().equals("server"))) {
        whose.add("the server itself");
      }
      return String.join(" and ", what) + " of " + Listing.sentence(whose);
    }
  }
}
