package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.HttpPeer;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.ReceivedRequest;
import dev.sallyport.testapps.SelfSigned;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that was tried with the clients of a library in one server, and what came of it.
 *
 * @param odd of each client; none in audit mode, where nothing is held back
 */
record HttpRun(
    List<HttpClientKind> clients,
    List<HttpOutcome> outcomes,
    List<OddRun> odd,
    List<AuditLine> audit) {
  /** Reverse domain, as the specification wants of keys in {@code _meta}. */
  private static final String DECISIONS = "dev.sallyport/decisions";

  /** What was answered to an attempt. */
  private record Answer(HttpAttempt attempt, CallToolResult result) {}

  /** What was answered to all attempts of a client. */
  private record Part(HttpClientKind client, List<Answer> answers, Optional<OddRun> odd) {}

  /**
   * Has every client try everything, all clients at the same time. When it returns the server has
   * ended and all that it sent has been received.
   */
  static HttpRun of(HttpLibrary library, Jdk jdk, String mode, Path directory) throws Exception {
    AuditLog audit = new AuditLog(Files.createDirectories(directory).resolve("audit.jsonl"));
    try (HttpPeers plain = HttpPeers.plain();
        HttpPeers http2 = HttpPeers.http2();
        HttpPeers secure = HttpPeers.secure();
        HttpPeers secureHttp2 = HttpPeers.secureHttp2();
        HttpPeers oddPlain = HttpPeers.plain();
        HttpPeers oddHttp2 = HttpPeers.http2()) {
      List<HttpPeers> peers = List.of(plain, http2, secure, secureHttp2);
      List<HttpPeers> odd = List.of(oddPlain, oddHttp2);
      List<Part> parts;
      try (ServerProcess server =
          library
              .launch(jdk, mode, peers, odd, audit.file())
              .jvmArgs(SelfSigned.trustedBy(directory))
              .start()) {
        parts =
            parts(
                server.client(Map.of("Authorization", "Bearer " + HttpLibrary.TOKEN)),
                client -> client.http2() ? http2 : plain,
                client -> client.http2() ? secureHttp2 : secure,
                client ->
                    mode.equals("enforce")
                        ? Optional.of(client.http2() ? oddHttp2 : oddPlain)
                        : Optional.empty());
      }
      peers.forEach(HttpPeers::awaitEnds);
      odd.forEach(HttpPeers::awaitEnds);
      List<AuditLine> lines = audit.lines();
      String received = String.join("\n", peers.stream().map(HttpPeers::received).toList());
      return new HttpRun(
          parts.stream().map(Part::client).toList(),
          parts.stream()
              .flatMap(part -> part.answers().stream())
              .map(answer -> outcome(answer, received, lines))
              .toList(),
          parts.stream().flatMap(part -> part.odd().stream()).toList(),
          lines);
    }
  }

  /** What each client did; one does all of its own in order, as pooled connections want. */
  private static List<Part> parts(
      McpSyncClient server,
      Function<HttpClientKind, HttpPeers> peers,
      Function<HttpClientKind, HttpPeers> secure,
      Function<HttpClientKind, Optional<HttpPeers>> odd)
      throws Exception {
    List<HttpClientKind> clients = HttpClientKind.of(server);
    ExecutorService threads = Executors.newFixedThreadPool(clients.size());
    try {
      List<Future<Part>> futures = new ArrayList<>();
      for (HttpClientKind client : clients) {
        int number = futures.size();
        futures.add(
            threads.submit(
                () ->
                    new Part(
                        client,
                        HttpScript.of(client, peers.apply(client), secure.apply(client), number)
                            .stream()
                            .map(attempt -> answered(server, attempt))
                            .toList(),
                        odd.apply(client).map(where -> OddRun.of(server, client, where, number)))));
      }
      List<Part> parts = new ArrayList<>();
      for (Future<Part> future : futures) {
        parts.add(future.get());
      }
      return parts;
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
    List<String> ids =
        meta != null && meta.get(DECISIONS) instanceof List<?> told
            ? told.stream().map(String::valueOf).toList()
            : List.of();
    List<AuditLine> requests = lines.stream().filter(attempt::isRequest).toList();
    Set<String> calls =
        lines.stream()
            .filter(line -> attempt.isRequest(line) || ids.contains(line.id()))
            .map(AuditLine::call)
            .collect(Collectors.toSet());
    return new HttpOutcome(
        attempt,
        ToolCalls.text(answer.result()),
        ids,
        arrived(attempt.target(), attempt.marker()),
        received.contains(attempt.marker()),
        requests,
        lines.stream()
            .filter(line -> line.verdict().equals("deny") && calls.contains(line.call()))
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

  /**
   * Clients of which most requests in the column for pools had connections of their own. A few may:
   * an asynchronous client answers before it has put the connection back.
   */
  List<String> notPooled() {
    return clients.stream()
        .filter(HttpClientKind::pooled)
        .map(HttpClientKind::name)
        .filter(client -> isMostlyAlone(pooled(client)))
        .toList();
  }

  /** The connection of each request in the column for pools. */
  private List<Integer> pooled(String client) {
    return outcomes.stream()
        .filter(
            outcome ->
                outcome.attempt().client().equals(client)
                    && outcome.attempt().cell() == HttpCell.POOLED)
        .flatMap(outcome -> outcome.arrived().stream())
        .map(ReceivedRequest::connection)
        .toList();
  }

  private static boolean isMostlyAlone(List<Integer> connections) {
    return connections.isEmpty() || 2 * Set.copyOf(connections).size() > connections.size();
  }

  /** The denials that no attempt accounts for. */
  List<AuditLine> otherDenials() {
    List<AuditLine> known =
        outcomes.stream().flatMap(outcome -> outcome.denials().stream()).toList();
    return audit.stream()
        .filter(AuditLine::isDecision)
        .filter(
            line ->
                line.verdict().equals("deny")
                    && !line.tool().equals(HttpLibrary.NARROW)
                    && !known.contains(line))
        .toList();
  }

  /** What a client throws of denials, mostly one text; empty where it was not asked to. */
  String surface(String client, boolean async) {
    return outcomes.stream()
        .filter(
            outcome ->
                !outcome.attempt().isGranted()
                    && outcome.attempt().client().equals(client)
                    && outcome.attempt().isAsync() == async)
        .map(outcome -> "`" + outcome.surface() + "`")
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
