package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.PlainPeer;
import dev.sallyport.testapps.ReceivedRequest;
import dev.sallyport.testapps.ServerFailure;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.ToolCalls;
import dev.sallyport.testapps.guarded.FrameworkAct.Answer;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The script played on a server once, and what came of it.
 *
 * @param turnedAway whether who is not known could not even begin
 * @param lists what it showed, by the name of the list
 * @param arrived the paths of the requests that its tools sent
 */
record FrameworkRun(
    Map<String, List<String>> lists,
    List<FrameworkOutcome> outcomes,
    boolean turnedAway,
    List<String> arrived,
    List<AuditLine> audit) {

  /** When it returns the server has ended, and all that it wrote is read. */
  static FrameworkRun of(FrameworkServer row, String mode, Path directory) throws Exception {
    Path root = Files.createDirectories(directory).toRealPath();
    AuditLog audit = new AuditLog(root.resolve("audit.jsonl"));
    try (PlainPeer peer = PlainPeer.open()) {
      FrameworkScript script = FrameworkScript.in(root, peer);
      List<FrameworkAct> acts = script.acts().stream().filter(act -> row.has(act.cell())).toList();
      FrameworkCaller caller = row.isRemote() ? FrameworkCaller.OWNER : FrameworkCaller.LOCAL;
      List<Played> played = new ArrayList<>();
      Map<String, List<String>> lists;
      boolean turnedAway = false;
      ServerProcess server = row.launch(mode, script, audit.file()).start();
      try (server) {
        McpSyncClient client = server.client(caller.headers());
        lists = lists(row, client);
        play(caller, acts, client, played);
        if (row.isRemote()) {
          FrameworkCaller guest = FrameworkCaller.GUEST;
          play(guest, script.actsOfGuest(), server.client(guest.headers()), played);
          turnedAway = !isPlayedByStranger(server, played);
        }
      }
      peer.awaitEnds();
      List<AuditLine> lines = audit.lines();
      return new FrameworkRun(
          lists,
          outcomes(played, lines, server.stderr()),
          turnedAway,
          peer.requests().stream().map(ReceivedRequest::target).toList(),
          lines);
    }
  }

  /** What somebody asked, and was answered. */
  private record Played(FrameworkCaller caller, FrameworkAct act, Answer answer) {}

  private static void play(
      FrameworkCaller caller, List<FrameworkAct> acts, McpSyncClient client, List<Played> played) {
    acts.forEach(act -> played.add(new Played(caller, act, act.play(client))));
  }

  /** Some are told at once that nobody knows them; others get no further than that. */
  private static boolean isPlayedByStranger(ServerProcess server, List<Played> played) {
    McpSyncClient client;
    try {
      client = server.client();
    } catch (ServerFailure e) {
      if (e.isSilence()) {
        throw e;
      }
      return false;
    }
    play(FrameworkCaller.STRANGER, List.of(FrameworkScript.actOfStranger()), client, played);
    return true;
  }

  private static Map<String, List<String>> lists(FrameworkServer row, McpSyncClient client) {
    Map<String, List<String>> lists = new TreeMap<>();
    if (row.has(FrameworkCell.LIST)) {
      lists.put("tools", ToolCalls.names(client));
    }
    if (row.has(FrameworkCell.RESOURCE)) {
      lists.put(
          "resources", client.listResources().resources().stream().map(Resource::uri).toList());
    }
    if (row.has(FrameworkCell.PROMPT)) {
      lists.put("prompts", client.listPrompts().prompts().stream().map(Prompt::name).toList());
    }
    return lists;
  }

  /** Ends of calls by the same name are recorded in the order in which they were answered. */
  private static List<FrameworkOutcome> outcomes(
      List<Played> played, List<AuditLine> lines, List<String> stderr) {
    Map<String, Iterator<AuditedCall>> recorded = new HashMap<>();
    List<FrameworkOutcome> outcomes = new ArrayList<>();
    for (Played one : played) {
      FrameworkAct act = one.act();
      Iterator<AuditedCall> calls =
          recorded.computeIfAbsent(act.used(), used -> AuditedCall.all(lines, used).iterator());
      outcomes.add(
          new FrameworkOutcome(
              one.caller(),
              act,
              one.answer(),
              calls.hasNext() ? Optional.of(calls.next()) : Optional.empty(),
              runs(act.name(), stderr) > expectedRuns(act.name(), played)));
    }
    return outcomes;
  }

  private static long runs(String name, List<String> stderr) {
    return stderr.stream().filter(line -> line.equals("ran: " + name)).count();
  }

  private static long expectedRuns(String name, List<Played> played) {
    return played.stream()
        .map(Played::act)
        .filter(act -> act.name().equals(name) && !act.isUnlisted())
        .count();
  }

  /** What was not as the policy wants in enforce mode. */
  Map<FrameworkCell, String> deviationsInEnforceMode() {
    Map<FrameworkCell, String> deviations =
        deviations(FrameworkOutcome::deviationInEnforceMode, FrameworkScript.LISTED);
    List<String> granted = List.of(FrameworkScript.GRANTED_PATH);
    if (!arrived.equals(granted)) {
      deviations.merge(FrameworkCell.HTTP, "arrived: " + arrived, FrameworkRun::both);
    }
    if (turnedAway && audit.stream().noneMatch(FrameworkRun::turnsAway)) {
      deviations.merge(FrameworkCell.CALLER, "nothing told the stranger", FrameworkRun::both);
    }
    return deviations;
  }

  private static boolean turnsAway(AuditLine line) {
    return line.gate().equals("inbound")
        && line.reason().equals("caller")
        && line.action().equals("blocked");
  }

  /** What was stopped, or not recorded as what would have been. */
  Map<FrameworkCell, String> deviationsInAuditMode() {
    Map<FrameworkCell, String> deviations =
        deviations(FrameworkOutcome::deviationInAuditMode, FrameworkScript.OFFERED);
    List<String> all = new ArrayList<>();
    all.add(FrameworkScript.GRANTED_PATH);
    all.add(FrameworkScript.OTHER_PATH);
    if (isPlayedBy(FrameworkCaller.GUEST)) {
      all.add(FrameworkScript.GRANTED_PATH);
    }
    if (turnedAway) {
      deviations.merge(FrameworkCell.CALLER, "a stranger was stopped", FrameworkRun::both);
    }
    if (!arrived.equals(all)) {
      deviations.merge(FrameworkCell.HTTP, "arrived: " + arrived, FrameworkRun::both);
    }
    return deviations;
  }

  private Map<FrameworkCell, String> deviations(
      Function<FrameworkOutcome, String> deviation, Map<String, List<String>> expected) {
    Map<FrameworkCell, String> deviations = new EnumMap<>(FrameworkCell.class);
    for (FrameworkOutcome outcome : outcomes) {
      String found = deviation.apply(outcome);
      if (!found.isEmpty()) {
        deviations.merge(outcome.act().cell(), found, FrameworkRun::both);
      }
      if (!outcome.namesItsCaller()) {
        deviations.merge(
            FrameworkCell.CALLER, "another's: " + outcome.recorded(), FrameworkRun::both);
      }
    }
    lists.forEach(
        (name, shown) -> {
          if (!Set.copyOf(shown).equals(Set.copyOf(expected.get(name)))) {
            deviations.merge(FrameworkCell.LIST, name + ": " + shown, FrameworkRun::both);
          }
        });
    return deviations;
  }

  private boolean isPlayedBy(FrameworkCaller caller) {
    return outcomes.stream().anyMatch(outcome -> outcome.caller().equals(caller));
  }

  /** What was denied that is none of the script's, be it the server's own or a call's. */
  List<AuditLine> otherDenials() {
    List<String> denied = outcomes.stream().map(outcome -> outcome.act().denied()).toList();
    return audit.stream()
        .filter(line -> line.isDecision() && line.verdict().equals("deny"))
        .filter(line -> !denied.contains(line.operation()))
        .filter(line -> !turnsAway(line))
        .filter(line -> !isTomcatsEnd(line))
        .toList();
  }

  /** To wake a thread that waits for connections, when it is too busy to look up by itself. */
  private static boolean isTomcatsEnd(AuditLine line) {
    return line.json().path("thread").asText().equals("SpringApplicationShutdownHook")
        && line.operation().startsWith("network connect localhost (127.0.0.1:");
  }

  private static String both(String one, String other) {
    return one + "\n" + other;
  }
}
