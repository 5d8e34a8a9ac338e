package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.KeyPublisher;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.TokenDraft;
import dev.sallyport.testapps.TokenKey;
import dev.sallyport.testapps.TokenKey.Algorithm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The keys of an issuer come late, change, and are out of reach. */
class IssuerKeysIT {
  private static final TokenKey OLD = TokenKey.generate("old", Algorithm.RS256);
  private static final TokenKey NEW = TokenKey.generate("new", Algorithm.ES256);
  private static final TokenKey STRANGER = TokenKey.generate("stranger", Algorithm.ES256);

  @RegisterExtension final RunningServers servers = new RunningServers();
  @TempDir Path directory;
  private final KeyPublisher publisher = new KeyPublisher();

  @AfterEach
  void close() {
    publisher.close();
  }

  static Stream<Jdk> jdks() {
    return Jdks.all().stream();
  }

  /** On all JDKs at once, since keys behind a URL are read every ten seconds at most. */
  @Test
  void keys_behindAUrl_areThoseThatWereLastRead() {
    List<Poster> posters = new ArrayList<>();
    for (Jdk jdk : Jdks.all()) {
      posters.add(Poster.to(start(jdk, "enforce", publisher.url())));
    }
    assertThat(posters).allMatch(poster -> status(poster, OLD) == 401);

    publisher.publish(OLD);
    Poster.until(() -> posters.stream().allMatch(poster -> status(poster, OLD) == 200));
    assertThat(posters).allMatch(poster -> status(poster, NEW) == 401);

    publisher.publish(NEW);
    Poster.until(() -> posters.stream().allMatch(poster -> status(poster, NEW) == 200));
    assertThat(posters).allMatch(poster -> status(poster, OLD) == 401);

    publisher.close();
    assertThat(posters).allMatch(poster -> status(poster, STRANGER) == 401);
    for (Jdk jdk : Jdks.all()) {
      audit(jdk).await(0, line -> line.toString().contains("ConnectException"));
    }
    assertThat(posters).allMatch(poster -> status(poster, NEW) == 200);
    for (Jdk jdk : Jdks.all()) {
      assertThat(told(jdk, "blocked"))
          .containsExactlyInAnyOrder("issuer's keys not there yet", "unknown key");
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void keys_inAFile_areThoseThatAreThere(Jdk jdk) throws Exception {
    Path file = Files.write(directory.resolve("keys.json"), KeyPublisher.keySet(OLD));
    Poster poster = Poster.to(start(jdk, "enforce", file.toString()));
    Poster.until(() -> status(poster, OLD) == 200);

    Files.write(file, KeyPublisher.keySet(NEW));
    Poster.until(() -> status(poster, NEW) == 200);

    assertThat(status(poster, OLD)).isEqualTo(401);
    Files.delete(file);
    audit(jdk).await(0, line -> line.toString().contains("FileNotFoundException"));
    assertThat(status(poster, NEW)).isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void keyThatIsGone_underAudit_isTold(Jdk jdk) throws Exception {
    Path file = Files.write(directory.resolve("keys.json"), KeyPublisher.keySet(NEW));
    Poster poster = Poster.to(start(jdk, "audit", file.toString()));
    Poster.until(() -> status(poster, NEW) == 200 && told(jdk, "allowed").contains("bearer token"));

    assertThat(status(poster, OLD)).isEqualTo(200);

    audit(jdk).await(0, line -> line.toString().contains("unknown key"));
    assertThat(told(jdk, "observed")).contains("unknown key");
  }

  /** Of a call with a token that was signed with that key. */
  private static int status(Poster poster, TokenKey key) {
    RawRequest call = RawRequest.call("list_directory", "path", ".");
    String token = "Bearer " + TokenDraft.of("ann").signedBy(key);
    return poster.post(call, "Authorization", token).statusCode();
  }

  private ServerProcess start(Jdk jdk, String mode, String keys) {
    return servers.start(
        Guarded.launch(
                App.filesServer(),
                jdk,
                """
                sallyport: 1
                mode: %s
                callers: { bearer: { issuer: %s, audience: %s, jwks: %s } }
                tools: { list_directory: { files: { read: ["%s/**"] } } }
                """
                    .formatted(mode, TokenDraft.ISSUER, TokenDraft.AUDIENCE, keys, directory),
                audit(jdk).file())
            .args("--kind", "stateless", directory.toString())
            .http());
  }

  private AuditLog audit(Jdk jdk) {
    return new AuditLog(directory.resolve(jdk.feature() + ".jsonl"));
  }

  /** How the callers were known about whom this was done. */
  private Set<String> told(Jdk jdk, String action) {
    return audit(jdk).lines().stream()
        .filter(line -> line.action().equals(action) && line.json().has("caller"))
        .map(line -> line.json().at("/caller/by").asText())
        .collect(Collectors.toSet());
  }
}
