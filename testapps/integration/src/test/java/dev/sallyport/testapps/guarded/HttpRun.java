package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.HttpPeer;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.ReceivedRequest;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.ToolCalls;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All that was tried with the clients of a library in one server, and what came of it. */
record HttpRun(List<HttpClientKind> clients, List<HttpOutcome> outcomes, List<AuditLine> audit) {
  /** Reverse domain, as the specification wants of keys in {@code _meta}. */
  private static final String DECISIONS = "dev.sallyport/decisions";

  /** What was answered to an attempt. */
  private record Answer(HttpAttempt attempt, CallToolResult result) {}

  /**
   * Has every client try everything, all clients at the same time. When it returns the server has
   * ended and all that it sent has been received.
   */
  static HttpRun of(HttpLibrary library, Jdk jdk, String mode, Path directory) throws Exception {
    AuditLog audit = new AuditLog(Files.createDirectories(directory).resolve("audit.jsonl"));
    try (HttpPeers plain = HttpPeers.plain();
        HttpPeers http2 = HttpPeers.http2()) {
      List<HttpClientKind> clients;
      List<Answer> answers;
      try (ServerProcess server =
          library.launch(jdk, mode, List.of(plain, http2), audit.file()).start()) {
        McpSyncClient client = server.client();
        clients = HttpClientKind.of(client);
        answers = answers(client, scripts(clients, plain, http2));
      }
      plain.awaitEnds();
      http2.awaitEnds();
      List<AuditLine> lines = audit.lines();
      String received = plain.received() + http2.received();
      return new HttpRun(
          clients,
          answers.stream().map(answer -> outcome(answer, received, lines)).toList(),
          lines);
    }
  }

  private static List<List<HttpAttempt>> scripts(
      List<HttpClientKind> clients, HttpPeers plain, HttpPeers http2) {
    List<List<HttpAttempt>> scripts = new ArrayList<>();
    for (HttpClientKind client : clients) {
      scripts.add(HttpScript.of(client, client.http2() ? http2 : plain, scripts.size()));
    }
    return scripts;
  }

  /** Each script in order, as pooled connections want. */
  private static List<Answer> answers(McpSyncClient client, List<List<HttpAttempt>> scripts)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(scripts.size());
    try {
      List<Future<List<Answer>>> parts = new ArrayList<>();
      for (List<HttpAttempt> script : scripts) {
        parts.add(
            threads.submit(
                () -> script.stream().map(attempt -> answered(client, attempt)).toList()));
      }
      List<Answer> answers = new ArrayList<>();
      for (Future<List<Answer>> part : parts) {
        answers.addAll(part.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Answer answered(McpSyncClient client, HttpAttempt attempt) {
    return new Answer(attempt, ToolCalls.call(client, attempt.tool(), attempt.arguments()));
  }

  private static HttpOutcome outcome(Answer answer, String received, List<AuditLine> lines) {
    HttpAttempt attempt = answer.attempt();
    Map<String, Object> meta = answer.result().meta();
    List<String> decisions =
        meta != null && meta.get(DECISIONS) instanceof List<?> ids
            ? ids.stream().map(String::valueOf).toList()
            : List.of();
    return new HttpOutcome(
        attempt,
        ToolCalls.text(answer.result()),
        decisions,
        arrived(attempt.target(), attempt.marker()),
        received.contains(attempt.marker()),
        lines.stream()
            .filter(AuditLine::isDecision)
            .filter(line -> attempt.isRequest(line) || decisions.contains(line.id()))
            .toList());
  }

  private static List<ReceivedRequest> arrived(HttpPeer peer, String marker) {
    return peer.requests().stream().filter(request -> request.target().endsWith(marker)).toList();
  }

  /** What is not as it should be, by client and then by column. */
  Map<String, Map<HttpCell, String>> deviations(Function<HttpOutcome, String> deviation) {
    Map<String, Map<HttpCell, String>> cells = new LinkedHashMap<>();
    for (HttpOutcome outcome : outcomes) {
      String found = deviation.apply(outcome);
      if (!found.isEmpty()) {
        cells
            .computeIfAbsent(outcome.attempt().client(), client -> new LinkedHashMap<>())
            .merge(outcome.attempt().cell(), found, (a, b) -> a + "; " + b);
      }
    }
    return cells;
  }

  /** Clients whose requests in the column for pools did not share a connection. */
  List<String> notPooled() {
    return clients.stream()
        .map(HttpClientKind::name)
        .filter(
            client ->
                outcomes.stream()
                        .filter(
                            outcome ->
                                outcome.attempt().client().equals(client)
                                    && outcome.attempt().cell() == HttpCell.POOLED)
                        .flatMap(outcome -> outcome.arrived().stream())
                        .map(ReceivedRequest::connection)
                        .distinct()
                        .count()
                    != 1)
        .toList();
  }

  /** The denials that no attempt accounts for. */
  List<AuditLine> otherDenials() {
    List<AuditLine> known =
        outcomes.stream().flatMap(outcome -> outcome.recorded().stream()).toList();
    return audit.stream()
        .filter(AuditLine::isDecision)
        .filter(line -> line.verdict().equals("deny") && !known.contains(line))
        .toList();
  }

  /** How a denial looks in each client, by client and whether it was asked to send later. */
  Map<String, String> surfaces() {
    return outcomes.stream()
        .filter(outcome -> !outcome.attempt().granted())
        .collect(
            Collectors.groupingBy(
                outcome ->
                    outcome.attempt().client() + (outcome.attempt().async() ? ", async" : ""),
                LinkedHashMap::new,
                Collectors.collectingAndThen(
                    Collectors.mapping(HttpOutcome::surface, Collectors.toCollection(TreeSet::new)),
                    surfaces -> "`" + String.join("`, `", surfaces) + "`")));
  }
}
