package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.ServerLaunch;
import dev.sallyport.testapps.frameworks.Transport;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A row of the matrix: a server of the scenario, on one line of a framework, over one transport.
 *
 * @param framework with its version
 * @param lacking what the framework has no such thing for, or what is not decided of it
 * @param runtime what its policy says of the server itself, be it how it calls its tools, as lines
 *     of YAML
 */
record FrameworkServer(
    String framework,
    Transport transport,
    Jdk jdk,
    App app,
    Set<FrameworkCell> lacking,
    String runtime) {
  private static final Jdk OLDEST = Jdks.all().get(0);
  private static final Jdk NEWEST = Jdks.newest(Jdks.OLDEST);
  private static final Set<Integer> DOCUMENTED = Set.of(17, 25);
  private static final String HELIDON = "Helidon MCP";
  private static final int JAVA_OF_HELIDON = 21;

  /** Every row, or those of the frameworks whose name begins as the system property says. */
  static List<FrameworkServer> all() {
    App sdk = App.framework("sdk");
    App webMvc10 = App.framework("spring/1.0-webmvc");
    App webFlux10 = App.framework("spring/1.0-webflux");
    App webMvc11 = App.framework("spring/1.1-webmvc");
    App webFlux11 = App.framework("spring/1.1-webflux");
    App webMvc20 = App.framework("spring/2.0-webmvc");
    App packaged20 = App.packagedFramework("spring/2.0-webmvc");
    App webFlux20 = App.framework("spring/2.0-webflux");
    App kotlin09 = App.framework("kotlin/0.9");
    App kotlin016 = App.framework("kotlin/0.16");
    App helidon = App.framework("helidon");
    App solon = App.framework("solon");
    App micronaut = App.framework("micronaut");
    return Stream.of(
            of("Java SDK 2.1.0", Transport.STDIO, OLDEST, sdk),
            of("Java SDK 2.1.0", Transport.SSE, NEWEST, sdk),
            of("Java SDK 2.1.0", Transport.STREAMABLE, NEWEST, sdk),
            of("Java SDK 2.1.0", Transport.STATELESS, NEWEST, sdk),
            of("Spring AI 1.0.9, WebMVC", Transport.STDIO, OLDEST, webMvc10),
            of("Spring AI 1.0.9, WebMVC", Transport.SSE, OLDEST, webMvc10),
            of("Spring AI 1.0.3, WebFlux", Transport.SSE, OLDEST, webFlux10),
            of("Spring AI 1.1.8, WebMVC", Transport.STREAMABLE, OLDEST, webMvc11),
            of("Spring AI 1.1.0, WebFlux", Transport.STREAMABLE, NEWEST, webFlux11),
            of("Spring AI 2.0.0, WebMVC", Transport.STDIO, NEWEST, webMvc20),
            of("Spring AI 2.0.0, WebMVC", Transport.SSE, NEWEST, webMvc20),
            of("Spring AI 2.0.0, WebMVC", Transport.STREAMABLE, NEWEST, packaged20),
            of("Spring AI 2.0.0, WebMVC", Transport.STATELESS, NEWEST, webMvc20),
            of("Spring AI 2.0.0, WebFlux", Transport.STREAMABLE, NEWEST, webFlux20),
            of("Spring AI 2.0.0, WebFlux", Transport.STATELESS, NEWEST, webFlux20),
            of("Kotlin SDK 0.9.0", Transport.STDIO, OLDEST, kotlin09),
            of("Kotlin SDK 0.16.0", Transport.STDIO, OLDEST, kotlin016),
            of("Kotlin SDK 0.16.0", Transport.STREAMABLE, NEWEST, kotlin016),
            of("Kotlin SDK 0.16.0", Transport.STATELESS, NEWEST, kotlin016),
            of(HELIDON + " 1.2.0", Transport.STREAMABLE, NEWEST, helidon),
            of(HELIDON + " 1.2.0", Transport.STATELESS, NEWEST, helidon),
            of("Quarkus MCP 1.0.0", Transport.SSE, OLDEST, App.quarkus("1.0")),
            of("Quarkus MCP 1.10.1", Transport.STDIO, NEWEST, App.quarkus("1.10"))
                .runtime("runtime: { serving: { jvm: [unsafe] } }"),
            of("Quarkus MCP 1.13.0", Transport.STREAMABLE, OLDEST, App.quarkus("1.13")),
            of("Quarkus MCP 1.13.0", Transport.STREAMABLE, NEWEST, App.quarkus("1.13")),
            of("Solon 3.9.2", Transport.SSE, NEWEST, solon),
            of("Solon 3.9.2", Transport.STREAMABLE, NEWEST, solon),
            of("Solon 3.9.2", Transport.STATELESS, OLDEST, solon),
            of("Micronaut MCP 0.0.19", Transport.STDIO, OLDEST, micronaut),
            homeMade(OLDEST),
            homeMade(NEWEST))
        .filter(
            server -> server.framework.startsWith(System.getProperty("sallyport.frameworks", "")))
        .toList();
  }

  private static FrameworkServer of(String framework, Transport transport, Jdk jdk, App app) {
    return new FrameworkServer(framework, transport, jdk, app, Set.of(), "");
  }

  /** Its lists are answered elsewhere than where it calls its tools. */
  private static FrameworkServer homeMade(Jdk jdk) {
    return new FrameworkServer(
        "home-made",
        Transport.STDIO,
        jdk,
        App.framework("homemade"),
        Set.of(FrameworkCell.LIST, FrameworkCell.RESOURCE, FrameworkCell.PROMPT),
        DispatchPolicy.of("call(String, Map)"));
  }

  private FrameworkServer runtime(String yaml) {
    return new FrameworkServer(framework, transport, jdk, app, lacking, yaml);
  }

  /** Why this machine cannot run it; empty where it can. */
  String unfit() {
    boolean old = framework.startsWith(HELIDON) && jdk.feature() < JAVA_OF_HELIDON;
    return old ? framework + " needs Java " + JAVA_OF_HELIDON : "";
  }

  /** Whether the page has rows of its JDK. */
  boolean isDocumented() {
    return DOCUMENTED.contains(jdk.feature());
  }

  /** The cells that name the row. */
  List<String> names() {
    return List.of(framework, transport.toString(), Integer.toString(jdk.feature()));
  }

  boolean has(FrameworkCell cell) {
    return !lacking.contains(cell);
  }

  /** Whether several callers can talk to it. */
  boolean isRemote() {
    return transport != Transport.STDIO;
  }

  /** A launch with the grants of the script. */
  ServerLaunch launch(String mode, FrameworkScript script, Path audit) {
    ServerLaunch launch =
        Guarded.launch(app, jdk, script.policy(mode) + runtime, audit)
            .args(transport.name().toLowerCase(Locale.ROOT));
    return switch (transport) {
      case STDIO -> launch;
      case SSE -> launch.sse();
      case STREAMABLE, STATELESS -> launch.http();
    };
  }

  @Override
  public String toString() {
    return String.join(", ", names());
  }
}
