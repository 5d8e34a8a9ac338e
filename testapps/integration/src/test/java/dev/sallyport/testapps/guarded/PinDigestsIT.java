package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.RawClient;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerLaunch;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.frameworks.Transport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is pinned, in every line of the SDK and by every adapter, is what a client is shown: the
 * digest of the message's own JSON, made here in another way.
 */
class PinDigestsIT {
  private static final String OPEN = "sallyport: 1\nmode: audit\ndefault: allow\n";
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
  private static final Jdk OLDEST = Jdks.all().get(0);

  /** Members that are none of the definition. */
  private static final Set<String> LEFT_OUT = Set.of("_meta", "icons", "size", "execution");

  @RegisterExtension final RunningServers servers = new RunningServers();

  @TempDir Path directory;

  static List<App> lines() {
    return App.sdkLines();
  }

  /** One transport of each framework; all have the same adapter. */
  static Stream<FrameworkServer> frameworks() {
    return FrameworkServer.all().stream()
        .filter(row -> row.has(FrameworkCell.LIST))
        .filter(
            row ->
                row.transport() == Transport.STDIO
                    || (row.transport() == Transport.STREAMABLE
                        && row.framework().startsWith("Helidon")));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void pins_ofALineOfTheSdk_areOfWhatIsShown(App app) throws Exception {
    assertPinned(launch(app, OLDEST).args("sync", directory.toString()));
  }

  @ParameterizedTest
  @MethodSource("frameworks")
  void pins_ofAFramework_areOfWhatIsShown(FrameworkServer row) throws Exception {
    Assumptions.assumeTrue(row.unfit().isEmpty(), row::unfit);
    ServerLaunch launch = launch(row.app(), row.jdk());
    if (row.transport() == Transport.STDIO) {
      assertPinned(launch.args("stdio"));
    } else {
      assertPinned(launch.args("streamable").http());
    }
  }

  private ServerLaunch launch(App app, Jdk jdk) {
    return Guarded.launch(app, jdk, OPEN, directory.resolve("audit.jsonl"));
  }

  private void assertPinned(ServerLaunch launch) throws Exception {
    Map<String, String> shown = new TreeMap<>();
    ServerProcess server = servers.start(launch);
    RawClient client = server.raw();
    client.handshake();
    shown.putAll(shown(client, "tools", "tools", "tool", "name"));
    shown.putAll(shown(client, "prompts", "prompts", "prompt", "name"));
    shown.putAll(shown(client, "resources", "resources", "resource", "uri"));
    shown.putAll(
        shown(client, "resources/templates", "resourceTemplates", "template", "uriTemplate"));
    Path lock = server.directory().resolve("sallyport.lock");
    server.close();

    assertThat(shown).isNotEmpty();
    assertThat(pinned(Files.readString(lock))).isEqualTo(shown);
  }

  /** The digests of what a list shows, by kind and name. */
  private static Map<String, String> shown(
      RawClient client, String list, String elements, String kind, String name) throws Exception {
    JsonNode answer =
        AuditLine.of(client.exchange(RawRequest.list(list).withId(list.length()))).json();
    Map<String, String> shown = new TreeMap<>();
    for (JsonNode element : answer.path("result").path(elements)) {
      Map<String, Object> members = new TreeMap<>();
      for (Map.Entry<String, JsonNode> member : element.properties()) {
        if (!LEFT_OUT.contains(member.getKey())) {
          members.put(member.getKey(), JSON.convertValue(member.getValue(), Object.class));
        }
      }
      if (!kind.equals("tool")) {
        members.remove("annotations");
      }
      byte[] canonical = JSON.writeValueAsString(members).getBytes(StandardCharsets.UTF_8);
      shown.put(
          kind + " \"" + element.path(name).asText() + "\"",
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical)));
    }
    return shown;
  }

  private static Map<String, String> pinned(String lock) {
    return lock.lines()
        .map(line -> line.split(" ", 4))
        .filter(words -> words.length == 4 && words[0].equals("new") && !words[1].equals("server"))
        .collect(
            Collectors.toMap(
                words -> words[1] + " " + words[3],
                words -> words[2].substring("sha256:".length())));
  }
}
