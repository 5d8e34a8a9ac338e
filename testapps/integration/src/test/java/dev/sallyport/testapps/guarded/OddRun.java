package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.HttpPeer;
import dev.sallyport.testapps.ReceivedRequest;
import dev.sallyport.testapps.ToolCalls;
import io.modelcontextprotocol.client.McpSyncClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What one client made of odd URLs, as they were given and as redirects led there, and of a forged
 * {@code Host}, under a narrow grant.
 *
 * @param answers one for each
 */
record OddRun(HttpClientKind client, int number, HttpPeers peers, List<String> answers) {
  private static final String OF_CLIENT = "x-of: client ";

  private static final int DIRECT = 120;
  private static final int REDIRECTED = 60;

  /** As many as one call surely does in time. */
  private static final int BATCH = 20;

  /**
   * Tries them.
   *
   * @param number of the client in its server
   */
  static OddRun of(McpSyncClient server, HttpClientKind client, HttpPeers peers, int number) {
    int redirected = client.redirects() ? REDIRECTED : 0;
    List<String> odd = OddUrls.of(peers.home(), peers.away(), DIRECT + redirected);
    List<String> urls =
        Stream.concat(
                odd.stream().limit(DIRECT),
                IntStream.range(DIRECT, odd.size())
                    .mapToObj(i -> way(peers.home(), "way-" + number + "-" + i, odd.get(i))))
            .toList();
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < urls.size(); i += BATCH) {
      List<String> batch = urls.subList(i, Math.min(i + BATCH, urls.size()));
      answers.addAll(told(server, client, header(number), batch));
    }
    String forged = header(number) + "\nHost: other.example";
    String plain = HttpPeers.url(peers.home(), OddUrls.PATTERN.replace("{item}", "forged"));
    answers.addAll(told(server, client, forged, List.of(plain)));
    return new OddRun(client, number, peers, answers);
  }

  private static String way(HttpPeer home, String item, String there) {
    String path = OddUrls.PATTERN.replace("{item}", item);
    home.redirect(path, there);
    return HttpPeers.url(home, path);
  }

  private static List<String> told(
      McpSyncClient server, HttpClientKind client, String headers, List<String> urls) {
    Map<String, String> arguments =
        Map.of(
            "client",
            client.name(),
            "method",
            client.method(),
            "headers",
            headers,
            "url",
            String.join("\n", urls));
    return ToolCalls.text(ToolCalls.call(server, HttpLibrary.NARROW, arguments)).lines().toList();
  }

  private static String header(int number) {
    return OF_CLIENT + number + ".";
  }

  /** What was received that the grant does not cover. */
  List<ReceivedRequest> strays() {
    HttpPeer home = peers.home();
    // The others are the same address, by RFC 4291.
    List<String> authorities =
        Stream.of("127.0.0.1", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]")
            .map(host -> host + ":" + home.port())
            .toList();
    return peers
        .all()
        .flatMap(
            peer ->
                received(peer)
                    .filter(
                        request ->
                            !peer.equals(home) || !StrictRequest.isGranted(request, authorities)))
        .toList();
  }

  /** How many were sent, refused by the gate, and not taken for URLs by the client. */
  String summary() {
    long sent = answers.stream().filter(answer -> answer.startsWith("200 ")).count();
    long refused = answers.stream().filter(answer -> answer.contains("sallyport ")).count();
    return "%s: %d odd URLs sent, %d refused, %d not understood"
        .formatted(client.name(), sent, refused, answers.size() - sent - refused);
  }

  /** Whether there were some of which each came true, or nothing would be shown. */
  boolean isTelling() {
    return answers.stream().anyMatch(answer -> answer.startsWith("200 "))
        && answers.stream().anyMatch(answer -> answer.contains("sallyport "))
        && received(peers.home()).findAny().isPresent();
  }

  /** What no header tells of was sent by a client that is redirected without them. */
  private boolean isOfClient(ReceivedRequest request) {
    return request.text().contains(header(number))
        || (!client.carries() && !request.text().contains(OF_CLIENT));
  }

  private Stream<ReceivedRequest> received(HttpPeer peer) {
    return peer.requests().stream().filter(this::isOfClient);
  }
}
