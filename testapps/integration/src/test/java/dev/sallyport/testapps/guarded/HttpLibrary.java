package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.HttpPeer;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.ServerLaunch;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A library whose HTTP clients are tried, and the server that has them.
 *
 * @param name as the server is told it
 */
record HttpLibrary(App app, String name) {
  /** May {@code GET} what lies below {@code /granted}. */
  static final String READER = "reader";

  /** May do everything that is tried. */
  static final String WRITER = "writer";

  /** All that the matrix has. */
  static List<HttpLibrary> all() {
    return Stream.concat(
            Stream.of(new HttpLibrary(App.httpServer(), "jdk")),
            Stream.of(
                    "netty/4.1",
                    "netty/4.2",
                    "reactor-netty/1.0",
                    "reactor-netty/1",
                    "webclient",
                    "ahc/2",
                    "ahc/3",
                    "aws-netty")
                .map(HttpLibrary::in))
        .toList();
  }

  /** Of a module in {@code testapps/http}. */
  private static HttpLibrary in(String module) {
    return new HttpLibrary(App.httpServer(module), module.replace('/', '-'));
  }

  /** A launch with tools that may go to these peers. */
  ServerLaunch launch(Jdk jdk, String mode, List<HttpPeers> peers, Path audit) {
    String policy =
        """
        sallyport: 1
        mode: %s
        tools:
          reader: { http: [%s] }
          writer: { http: [%s] }
          list: {}
        egress: { allow: ["127.0.0.1:*"] }
        """
            .formatted(
                mode,
                rules(
                    peers.stream()
                        .flatMap(
                            each ->
                                List.of(
                                    rule("GET", each.home(), "/granted/**"),
                                    rule("GET", each.away(), "/granted/**"))
                                    .stream())
                        .toList()),
                rules(
                    peers.stream()
                        .flatMap(HttpPeers::all)
                        .map(peer -> rule("GET,POST", peer, "/**"))
                        .toList()));
    return Guarded.launch(app, jdk, policy, audit)
        .args(name, READER, WRITER)
        // For bearer tokens; and over stdio the SDK now and then loses one of two answers.
        .http();
  }

  private static String rule(String methods, HttpPeer peer, String pattern) {
    return "\"" + methods + " " + HttpPeers.url(peer, pattern) + "\"";
  }

  private static String rules(List<String> rules) {
    return rules.stream().collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return name;
  }
}
