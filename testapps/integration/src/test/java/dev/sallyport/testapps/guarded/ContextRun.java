package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.ToolCalls;
import io.modelcontextprotocol.client.McpSyncClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What was seen through each construct of a server, by calls of both tools and by the server
 * itself, all at the same time.
 *
 * @param notCarried by construct: why it is not, or an empty text
 */
record ContextRun(Map<String, String> notCarried, List<Seen> seen) {
  /** What a cell says of a construct that keeps every call apart. */
  static final String CARRIED = "carried";

  private static final int CLIENTS = 16;
  private static final long SEED = 20;

  /**
   * One look.
   *
   * @param sight the owners of what could be read, or what went wrong
   */
  record Seen(String construct, String kind, String sight) {}

  /** Calls everything, so many times for each kind. */
  static ContextRun of(McpSyncClient client, int rounds) throws Exception {
    return of(client, rounds, ContextServer.constructs(client));
  }

  /** Calls all but what is known not to be carried. */
  static ContextRun ofCarried(McpSyncClient client, int rounds) throws Exception {
    Map<String, String> constructs = ContextServer.constructs(client);
    constructs.values().removeIf(why -> !why.isEmpty());
    return of(client, rounds, constructs);
  }

  /** In an order that mixes all and is the same each time. */
  private static ContextRun of(McpSyncClient client, int rounds, Map<String, String> constructs)
      throws Exception {
    List<Seen> calls = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (String construct : constructs.keySet()) {
        ContextServer.KINDS.forEach(kind -> calls.add(new Seen(construct, kind, "")));
      }
    }
    Collections.shuffle(calls, new Random(SEED));
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<Seen>> answers =
          calls.stream().map(call -> clients.submit(() -> answered(client, call))).toList();
      List<Seen> seen = new ArrayList<>();
      for (Future<Seen> answer : answers) {
        seen.add(answer.get());
      }
      return new ContextRun(constructs, seen);
    } finally {
      clients.shutdownNow();
    }
  }

  /** The cell of each construct, in the server's order. */
  Map<String, String> cells() {
    Map<String, List<Seen>> byConstruct =
        seen.stream().collect(Collectors.groupingBy(Seen::construct));
    Map<String, String> cells = new LinkedHashMap<>();
    notCarried
        .keySet()
        .forEach(construct -> cells.put(construct, cell(byConstruct.get(construct))));
    return cells;
  }

  /**
   * How many denials are to be recorded of whom, as {@code beta: alpha/secret}.
   *
   * @param whose for whom it was looked, the kind of a call
   */
  Map<String, Long> denials(Function<Seen, String> whose) {
    return seen.stream()
        .flatMap(
            one ->
                ContextServer.KINDS.stream()
                    .filter(owner -> !owner.equals(whose.apply(one)))
                    .map(owner -> whose.apply(one) + ": " + owner + "/secret"))
        .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
  }

  private static Seen answered(McpSyncClient client, Seen call) {
    String text =
        ToolCalls.text(ToolCalls.call(client, call.kind(), Map.of("construct", call.construct())));
    return new Seen(
        call.construct(), call.kind(), text.startsWith("1 ") ? text.substring(2) : text);
  }

  /** What was seen beside one's own secret. */
  private static String cell(Collection<Seen> seen) {
    TreeSet<String> wrong = new TreeSet<>();
    for (Seen one : seen) {
      if (!one.sight().equals(one.kind())) {
        wrong.add(deviation(one));
      }
    }
    return wrong.isEmpty() ? CARRIED : String.join(", ", wrong);
  }

  private static String deviation(Seen seen) {
    return switch (seen.sight()) {
      case "server", "nothing" -> seen.sight();
      case "alpha", "beta" -> seen.kind().equals("server") ? "a call's" : "another call's";
      default -> seen.sight();
    };
  }
}
