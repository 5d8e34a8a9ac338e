package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.PlainPeer;
import dev.sallyport.testapps.ReceivedRequest;
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
 * @param lists what it showed, by the name of the list
 * @param arrived the paths of the requests that its tools sent
 */
record FrameworkRun(
    Map<String, List<String>> lists,
    List<FrameworkOutcome> outcomes,
    List<String> arrived,
    List<AuditLine> audit) {

  /** When it returns the server has ended, and all that it wrote is read. */
  static FrameworkRun of(FrameworkServer row, String mode, Path directory) throws Exception {
    Path root = Files.createDirectories(directory).toRealPath();
    AuditLog audit = new AuditLog(root.resolve("audit.jsonl"));
    try (PlainPeer peer = PlainPeer.open()) {
      FrameworkScript script = FrameworkScript.in(root, peer);
      List<FrameworkAct> acts = script.acts().stream().filter(act -> row.has(act.cell())).toList();
      List<Answer> answers = new ArrayList<>();
      Map<String, List<String>> lists;
      ServerProcess server = row.launch(mode, script, audit.file()).start();
      try (server) {
        McpSyncClient client = server.client();
        lists = lists(row, client);
        acts.forEach(act -> answers.add(act.play(client)));
      }
      peer.awaitEnds();
      List<AuditLine> lines = audit.lines();
      return new FrameworkRun(
          lists,
          outcomes(acts, answers, lines, server.stderr()),
          peer.requests().stream().map(ReceivedRequest::target).toList(),
          lines);
    }
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
      List<FrameworkAct> acts, List<Answer> answers, List<AuditLine> lines, List<String> stderr) {
    Map<String, Iterator<AuditedCall>> recorded = new HashMap<>();
    List<FrameworkOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < acts.size(); i++) {
      FrameworkAct act = acts.get(i);
      Iterator<AuditedCall> calls =
          recorded.computeIfAbsent(act.used(), used -> AuditedCall.all(lines, used).iterator());
      outcomes.add(
          new FrameworkOutcome(
              act,
              answers.get(i),
              calls.hasNext() ? Optional.of(calls.next()) : Optional.empty(),
              stderr.contains("ran: " + act.name())));
    }
    return outcomes;
  }

  /** What was not as the policy wants in enforce mode. */
  Map<FrameworkCell, String> deviationsInEnforceMode() {
    Map<FrameworkCell, String> deviations =
        deviations(FrameworkOutcome::deviationInEnforceMode, FrameworkScript.LISTED);
    List<String> granted = List.of(FrameworkScript.GRANTED_PATH);
    if (!arrived.equals(granted)) {
      deviations.merge(FrameworkCell.HTTP, "arrived: " + arrived, FrameworkRun::both);
    }
    return deviations;
  }

  /** What was stopped, or not recorded as what would have been. */
  Map<FrameworkCell, String> deviationsInAuditMode() {
    Map<FrameworkCell, String> deviations =
        deviations(FrameworkOutcome::deviationInAuditMode, FrameworkScript.OFFERED);
    List<String> all = List.of(FrameworkScript.GRANTED_PATH, FrameworkScript.OTHER_PATH);
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
    }
    lists.forEach(
        (name, shown) -> {
          if (!Set.copyOf(shown).equals(Set.copyOf(expected.get(name)))) {
            deviations.merge(FrameworkCell.LIST, name + ": " + shown, FrameworkRun::both);
          }
        });
    return deviations;
  }

  /** What was denied that is none of the script's, be it the server's own or a call's. */
  List<AuditLine> otherDenials() {
    List<String> denied = outcomes.stream().map(outcome -> outcome.act().denied()).toList();
    return audit.stream()
        .filter(line -> line.isDecision() && line.verdict().equals("deny"))
        .filter(line -> !denied.contains(line.operation()))
        .toList();
  }

  private static String both(String one, String other) {
    return one + "\n" + other;
  }
}
