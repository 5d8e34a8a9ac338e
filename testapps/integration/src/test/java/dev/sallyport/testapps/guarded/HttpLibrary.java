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

  /** May {@code GET} {@link OddUrls#PATTERN} at the home of odd URLs, and nothing else. */
  static final String NARROW = "narrow";

  /** All that the matrix has. */
  static List<HttpLibrary> all() {
    return List.of(new HttpLibrary(App.httpServer(), "jdk"));
  }

  /**
   * A launch with tools that may go to these peers.
   *
   * @param odd those of odd URLs
   */
  ServerLaunch launch(
      Jdk jdk, String mode, List<HttpPeers> peers, List<HttpPeers> odd, Path audit) {
    String policy =
        """
        sallyport: 1
        mode: %s
        tools:
          reader: { http: [%s] }
          writer: { http: [%s] }
          narrow: { http: [%s] }
          list: {}
        egress: { allow: ["127.0.0.1:*"] }
        """
            .formatted(
                mode,
                rules(
                    peers.stream()
                        .flatMap(each -> Stream.of(each.home(), each.away()))
                        .map(peer -> rule("GET", peer, "/granted/**"))),
                rules(
                    peers.stream()
                        .flatMap(HttpPeers::all)
                        .map(peer -> rule("GET,POST", peer, "/**"))),
                rules(odd.stream().map(each -> rule("GET", each.home(), OddUrls.PATTERN))));
    return Guarded.launch(app, jdk, policy, audit)
        .args(name, READER, WRITER, NARROW)
        // For bearer tokens; and over stdio the SDK now and then loses one of two answers.
        .http();
  }

  private static String rule(String methods, HttpPeer peer, String pattern) {
    return "\"" + methods + " " + HttpPeers.url(peer, pattern) + "\"";
  }

  private static String rules(Stream<String> rules) {
    return rules.collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return name;
  }
}
