package dev.sallyport.agent.caller;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sallyport.policy.model.Callers;
import dev.sallyport.policy.model.SignatureAlgorithm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class KeptKeysTest {
  private static Issuer issuer;

  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch answer = new CountDownLatch(1);
  private HttpServer server;
  private volatile boolean slow;
  private volatile int status = 200;
  private volatile String body;

  @TempDir private Path directory;

  @BeforeAll
  static void make() throws GeneralSecurityException {
    issuer = new Issuer();
  }

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/keys",
        exchange -> {
          asked.incrementAndGet();
          try {
            boolean answered = !slow || answer.await(60, TimeUnit.SECONDS);
            byte[] bytes = answered ? body.getBytes(UTF_8) : new byte[0];
            exchange.getResponseHeaders().set("Location", url() + "/other");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            exchange.close();
          }
        });
    server.createContext(
        "/keys/other",
        exchange -> {
          byte[] bytes = set("rsa").getBytes(UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    body = set("rsa");
  }

  @AfterEach
  void stop() {
    answer.countDown();
    server.stop(0);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
  }

  private static String set(String... ids) {
    StringBuilder keys = new StringBuilder();
    for (String id : ids) {
      keys.append(keys.isEmpty() ? "" : ",").append(issuer.key(id, id));
    }
    return "{\"keys\":[" + keys + "]}";
  }

  /** As often as a test can wait for. */
  private record Hurried(KeySource source, Duration every, Duration atLeast) implements KeySource {
    @Override
    public byte[] read() throws IOException {
      return source.read();
    }

    @Override
    public String name() {
      return source.name();
    }
  }

  private House at(Duration every, Duration atLeast) {
    KeySource source = KeySource.of(new Callers.KeySet.Url(url()));
    return new House(House.with(House.bearer()), new Hurried(source, every, atLeast), Map.of());
  }

  private static String token(SignatureAlgorithm algorithm) {
    try {
      return issuer.token(algorithm, House.payload(""));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void accepts(House house, SignatureAlgorithm algorithm) {
    String token = token(algorithm);
    House.until(() -> house.bearer(token).why() == Why.BEARER);
  }

  @Test
  void keys_areFetched_withoutAnybodyWaiting() {
    slow = true;
    String token = token(SignatureAlgorithm.RS256);
    try (House house = at(Duration.ofHours(1), Duration.ofHours(1))) {
      House.until(() -> asked.get() == 1);
      assertThat(house.bearer(token)).isEqualTo(Verified.refused(Why.NO_KEYS));

      answer.countDown();

      House.until(() -> house.bearer(token).why() == Why.BEARER);
      assertThat(asked.get()).isEqualTo(1);
      assertThat(house.troubles()).isEmpty();
    }
  }

  @Test
  void unknownKey_hasThemFetchedAnew_notMoreOftenThanMayBe() {
    String token = token(SignatureAlgorithm.ES256);
    try (House house = at(Duration.ofHours(1), Duration.ofMillis(500))) {
      accepts(house, SignatureAlgorithm.RS256);
      long begin = System.nanoTime();
      body = set("rsa", "ec256");

      House.until(() -> house.bearer(token).why() == Why.BEARER);

      long fetches = asked.get();
      assertThat(fetches).isGreaterThan(1);
      assertThat(fetches)
          .isLessThanOrEqualTo(
              2 + (System.nanoTime() - begin) / TimeUnit.MILLISECONDS.toNanos(500));
    }
  }

  @Test
  void keys_rotate_andTheOldOneIsGone() {
    String old = token(SignatureAlgorithm.RS256);
    try (House house = at(Duration.ofMillis(20), Duration.ofMillis(20))) {
      accepts(house, SignatureAlgorithm.RS256);

      body = set("ec256");

      accepts(house, SignatureAlgorithm.ES256);
      assertThat(house.bearer(old)).isEqualTo(Verified.refused(Why.UNKNOWN_KEY));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "<html>",
        "[]",
        "{}",
        "{\"keys\":{}}",
        "{\"keys\":[]}",
        "{\"keys\":[7,{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"},{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}",
        "{\"keys\":[],\"keys\":[]}"
      })
  void noKeySet_leavesTheKeysThatWere_andIsToldOnce(String garbage) {
    try (House house = at(Duration.ofMillis(20), Duration.ofMillis(20))) {
      accepts(house, SignatureAlgorithm.RS256);

      body = garbage;

      int before = asked.get();
      House.until(() -> asked.get() > before + 3);
      assertThat(house.bearer(token(SignatureAlgorithm.RS256)).why()).isEqualTo(Why.BEARER);
      assertThat(house.troubles()).hasSize(1);
      assertThat(house.troubles().get(0)).contains("callers.bearer.jwks", url());
      body = set("ec256");
      accepts(house, SignatureAlgorithm.ES256);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {203, 301, 302, 307, 404, 500})
  void otherAnswer_isNoKeySet_andIsNotFollowed(int other) {
    status = other;
    try (House house = at(Duration.ofMillis(20), Duration.ofMillis(20))) {
      House.until(() -> asked.get() > 2);
      assertThat(house.bearer(token(SignatureAlgorithm.RS256)))
          .isEqualTo(Verified.refused(Why.NO_KEYS));
      assertThat(house.troubles().get(0)).contains("HTTP status " + other);

      status = 200;

      accepts(house, SignatureAlgorithm.RS256);
    }
  }

  @Test
  void serverThatDies_leavesTheKeysThatWere() {
    try (House house = at(Duration.ofMillis(20), Duration.ofMillis(20))) {
      accepts(house, SignatureAlgorithm.RS256);

      server.stop(0);

      House.until(() -> !house.troubles().isEmpty());
      assertThat(house.bearer(token(SignatureAlgorithm.RS256)).why()).isEqualTo(Why.BEARER);
      assertThat(house.bearer(token(SignatureAlgorithm.ES256)))
          .isEqualTo(Verified.refused(Why.UNKNOWN_KEY));
    }
  }

  @Test
  void answer_tooLong_isNotRead() {
    String keys = set("rsa");
    body = keys + " ".repeat(KeySource.MOST - keys.length() + 1);
    try (House house = at(Duration.ofMillis(20), Duration.ofMillis(20))) {
      House.until(() -> !house.troubles().isEmpty());
      assertThat(house.troubles().get(0)).contains("longer than");

      body = keys + " ".repeat(KeySource.MOST - keys.length());

      accepts(house, SignatureAlgorithm.RS256);
    }
  }

  @Test
  void file_isReadAnew_alsoWithTheSameSizeAndTime() throws IOException {
    Path file = directory.resolve("keys.json");
    String first = set("rsa").replace("\"kid\":\"rsa\"", "\"kid\":\"old\"");
    Files.writeString(file, first);
    FileTime time = Files.getLastModifiedTime(file);
    KeySource source = KeySource.of(new Callers.KeySet.File(file.toString()));
    String token = token(SignatureAlgorithm.RS256);
    try (House house = House.of(House.bearer(), source)) {
      assertThat(house.bearer(token)).isEqualTo(Verified.refused(Why.UNKNOWN_KEY));

      Files.writeString(file, set("rsa"));
      Files.setLastModifiedTime(file, time);

      House.until(() -> house.bearer(token).why() == Why.BEARER);
      Files.delete(file);
      House.until(() -> !house.troubles().isEmpty());
      assertThat(house.bearer(token).why()).isEqualTo(Why.BEARER);
    }
  }
}
