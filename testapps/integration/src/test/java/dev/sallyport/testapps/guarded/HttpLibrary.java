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
  /**
   * May {@code GET} what lies below {@code /granted}, and {@code POST} what lies below {@code
   * /called}.
   */
  static final String READER = "reader";

  /** May do everything that is tried. */
  static final String WRITER = "writer";

  /** May do the same, and has the secrets. */
  static final String HOLDER = "holder";

  /** May do the same, and hand on the token of the server's client to {@code home}. */
  static final String FORWARDER = "forwarder";

  /** With which the server's client shows who it is. */
  static final String TOKEN = "token-3d8f20b6c9e14a7795bc-of-the-caller";

  /** A secret of which only {@code home} may be told, by the holder. */
  static final String KEY = "key-5e2b9c71d04f4a86b3aa-of-the-server";

  /** Another one, which the server does not get. */
  static final String WITHHELD = "key-91c06d7e38fa45b29d14-withheld-from-it";

  /** The variable that it would be in. */
  static final String WITHHELD_VARIABLE = "WITHHELD_KEY";

  private static final String KEY_VARIABLE = "SERVER_KEY";

  /**
   * May {@code GET} and {@code POST} {@link OddUrls#PATTERN} at the home of odd URLs, and nothing
   * else.
   */
  static final String NARROW = "narrow";

  /** All of them, or those whose names start with {@code -Dsallyport.http=NAME}. */
  static List<HttpLibrary> all() {
    return Stream.of(
            new HttpLibrary(App.httpServer(), "jdk"),
            of("apache-4/4.3", "apache-4.3"),
            of("apache-4/4.5", "apache-4.5"),
            of("apache-5/5.0", "apache-5.0"),
            of("apache-5/5.6", "apache-5"),
            of("okhttp/3", "okhttp-3"),
            of("okhttp/4", "okhttp-4"),
            of("okhttp/5", "okhttp-5"),
            of("netty/4.1", "netty-4.1"),
            of("netty/4.2", "netty-4.2"),
            of("reactor-netty/1.0", "reactor-netty-1.0"),
            of("reactor-netty/1", "reactor-netty-1"),
            of("webclient", "webclient"),
            of("ahc/2", "ahc-2"),
            of("ahc/3", "ahc-3"),
            of("vertx/4", "vertx-4"),
            of("vertx/5", "vertx-5"),
            of("quarkus/rest", "quarkus-rest"),
            of("jetty/9.4", "jetty-9.4"),
            of("jetty/11", "jetty-11"),
            of("jetty/12.0", "jetty-12.0"),
            of("jetty/12.1", "jetty-12.1"),
            of("spring", "spring"),
            of("feign", "feign"),
            of("retrofit", "retrofit"),
            of("grpc", "grpc"),
            of("aws", "aws"),
            of("aws-netty", "aws-netty"))
        .filter(library -> library.name.startsWith(System.getProperty("sallyport.http", "")))
        .toList();
  }

  private static HttpLibrary of(String module, String name) {
    return new HttpLibrary(App.httpServer(module), name);
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
        mode: %1$s
        credentials:
          key: { env: SERVER_KEY, hosts: [%2$s] }
          withheld: { env: WITHHELD_KEY, hosts: [%2$s], withhold: true }
        tools:
          reader: { http: [%3$s] }
          writer: { http: [%4$s] }
          holder: { http: [%4$s], credentials: [key, withheld] }
          forwarder: { http: [%4$s], passthrough: [%2$s] }
          narrow: { http: [%5$s] }
          list: {}
        egress: { allow: ["127.0.0.1:*"] }
        """
            .formatted(
                mode,
                peers.stream()
                    .map(each -> "\"127.0.0.1:" + each.home().port() + "\"")
                    .collect(Collectors.joining(", ")),
                rules(
                    peers.stream()
                        .flatMap(each -> Stream.of(each.home(), each.away()))
                        .flatMap(
                            peer ->
                                Stream.of(
                                    rule("GET", peer, "/granted/**"),
                                    rule("POST", peer, "/called/**")))),
                rules(
                    peers.stream()
                        .flatMap(HttpPeers::all)
                        .map(peer -> rule("GET,POST", peer, "/**"))),
                rules(odd.stream().map(each -> rule("GET,POST", each.home(), OddUrls.PATTERN))));
    return Guarded.launch(app, jdk, policy, audit)
        .args(name, READER, WRITER, HOLDER, FORWARDER, NARROW)
        .environment(KEY_VARIABLE, KEY)
        .environment(WITHHELD_VARIABLE, WITHHELD)
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
