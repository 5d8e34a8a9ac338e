package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.context.Total;
import dev.sallyport.agent.weave.Check;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Direction;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Rule;
import dev.sallyport.policy.decide.Verdict;
import java.io.FileDescriptor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a call sends is decided by its bytes, at addresses of the documentation's range. */
class WireGateTest {
  private static final int PORT = 8080;
  private static final String URLS = "{ http: ['GET http://api.example:8080/ok/**'] }";
  private static final String REQUIRED =
      "{ http: ['GET http://api.example:8080/ok/**'], unseen: deny }";

  private static final String SECRET = House.TOKEN;

  private final FileDescriptor socket = new FileDescriptor();

  private static String get(String path, String host) {
    return "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
  }

  private static String get(String path) {
    return get(path, "api.example:8080");
  }

  private House connected(House house) {
    InetAddress address;
    try {
      address = InetAddress.getByAddress(new byte[] {(byte) 203, 0, 113, 7});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
    house.verifies(Check.RESOLVE, "api.example", new InetAddress[] {address}, 0, 0);
    assertThat(house.allows(Check.CONNECT, address, socket, PORT, 0)).isTrue();
    return house;
  }

  @Test
  void request_ofUnknownClient_isRecordedAsUnseen_andHeldToItsUrl() {
    try (House house = connected(House.enforcing(URLS))) {
      assertThat(house.sends(socket, get("/ok/1"))).isTrue();
      assertThat(house.sends(socket, get("/secret"))).isFalse();
      assertThat(house.decisions())
          .containsExactly(
              "network connect api.example (203.0.113.7:8080) allow allowed",
              "http unseen api.example:8080 allow allowed",
              "http get http://api.example:8080/ok/1 allow allowed",
              "http get http://api.example:8080/secret deny blocked");
    }
  }

  @Test
  void request_ofUnknownClient_whereThePolicyWantsToSeeIt_denied() {
    try (House house = connected(House.enforcing(REQUIRED))) {
      assertThat(house.sends(socket, get("/ok/1"))).isFalse();
      assertThat(house.decisions()).last().isEqualTo("http unseen api.example:8080 deny blocked");
    }
  }

  @Test
  void request_ofUnknownClient_inAuditMode_goesOnAndIsRecorded() {
    try (House house = connected(House.auditing(REQUIRED))) {
      assertThat(house.sends(socket, get("/secret"))).isTrue();
      assertThat(house.decisions())
          .endsWith(
              "http unseen api.example:8080 deny observed",
              "http get http://api.example:8080/secret deny observed");
    }
  }

  @Test
  void request_thatWasSeen_isRecordedNoMore() {
    try (House house = connected(House.enforcing(REQUIRED))) {
      house.call().hop("api.example:8080");
      assertThat(house.sends(socket, get("/ok/1"))).isTrue();
      assertThat(house.decisions())
          .containsExactly("network connect api.example (203.0.113.7:8080) allow allowed");
    }
  }

  @Test
  void request_otherThanWhatWasSeen_isHeldToItsOwnUrl() {
    try (House house = connected(House.enforcing(REQUIRED))) {
      house.call().hop("api.example:8080");
      assertThat(house.sends(socket, get("/secret"))).isFalse();
      assertThat(house.sends(socket, get("/ok/1").replace("GET", "DELETE"))).isFalse();
      assertThat(house.sends(socket, get("/ok/1", "other.example:8080"))).isFalse();
    }
  }

  @Test
  void request_splitOverWrites_isDeniedWithItsLastByte() {
    String request = get("/secret");
    try (House house = connected(House.enforcing(URLS))) {
      assertThat(house.sends(socket, request.substring(0, 1))).isTrue();
      assertThat(house.sends(socket, request.substring(1, request.length() - 1))).isTrue();
      assertThat(house.sends(socket, request.substring(request.length() - 1))).isFalse();
    }
  }

  @Test
  void request_writtenInPart_isReadOnFromThere() {
    String two = get("/ok/1") + get("/secret");
    try (House house = connected(House.enforcing(URLS))) {
      assertThat(house.sends(socket, get("/ok/1"), 7)).isTrue();
      assertThat(house.sends(socket, get("/ok/1").substring(7))).isTrue();
      assertThat(house.sends(socket, two)).isFalse();
    }
  }

  @Test
  void request_thatCantBeRead_isUnseen() {
    String smuggled =
        "GET /ok/1 HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n";
    try (House house = connected(House.enforcing(REQUIRED))) {
      house.call().hop("api.example:8080");
      assertThat(house.sends(socket, smuggled)).isFalse();
      assertThat(house.decisions()).last().isEqualTo("http unseen api.example:8080 deny blocked");
    }
  }

  @Test
  void http2_isUnseen_unlessARequestThereWasSeen() {
    String preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    try (House house = connected(House.enforcing(REQUIRED))) {
      assertThat(house.sends(socket, preface)).isFalse();
      house.call().hop("api.example:8080");
      assertThat(house.sends(socket, preface)).isTrue();
    }
  }

  @Test
  void request_whereTheHostIsGranted_isNotHeldToAUrl() {
    try (House house = connected(House.enforcing("{ net: ['203.0.113.7:8080'] }"))) {
      assertThat(house.sends(socket, get("/secret", "whatever"))).isTrue();
      assertThat(house.decisions())
          .endsWith("http unseen api.example:8080 allow allowed")
          .hasSize(2);
    }
  }

  @Test
  void proxy_isAskedForUrls_thatAreDecided() {
    String absolute = "GET http://other.example/x HTTP/1.1\r\nHost: other.example\r\n\r\n";
    String tunnel = "CONNECT other.example:443 HTTP/1.1\r\nHost: other.example:443\r\n\r\n";
    String keys = "{ net: ['api.example:8080'], http: ['GET http://other.example/x'] }";
    try (House house = connected(House.enforcing(keys))) {
      assertThat(house.sends(socket, absolute)).isTrue();
      assertThat(house.sends(socket, absolute.replace("/x", "/y"))).isFalse();
      assertThat(house.sends(socket, tunnel)).isFalse();
    }
  }

  @Test
  void target_thatIsAbsolute_grantsNoOtherHost() {
    String absolute = "GET http://other.example/x HTTP/1.1\r\nHost: other.example\r\n\r\n";
    String keys =
        "{ http: ['GET http://api.example:8080/ok/**', 'GET http://other.example/**'], unseen: deny }";
    try (House house = connected(House.enforcing(keys))) {
      house.call().hop("other.example:80");
      assertThat(house.sends(socket, absolute)).isFalse();
      assertThat(house.sends(socket, get("/x", "other.example"))).isFalse();
    }
  }

  @Test
  void bytes_ofTheServerItself_andOfOtherProtocols_areNotDecided() {
    try (House house = connected(House.enforcing(REQUIRED))) {
      house.contexts().begin(null);
      assertThat(house.sends(socket, get("/secret"))).isTrue();
      house.contexts().end();
    }
    try (House house = connected(House.enforcing(REQUIRED))) {
      assertThat(house.sends(socket, "\u0016\u0003\u0001")).isTrue();
      assertThat(house.sends(socket, get("/secret"))).isTrue();
      assertThat(house.decisions()).hasSize(1);
    }
  }

  @Test
  void bytes_overTheLimit_areRefusedAndRecordedOnce() {
    try (House house =
        connected(
            House.enforcing("{ net: ['api.example:8080'], limits: { sent: 10, received: 10 } }"))) {
      assertThat(house.sends(socket, "0123456789")).isTrue();
      assertThat(house.sends(socket, "x")).isFalse();
      assertThat(house.sends(socket, "x")).isFalse();
      assertThat(house.verifies(Check.SOCKET_READ, socket, null, 10, 0)).isTrue();
      assertThat(house.verifies(Check.SOCKET_READ, socket, null, 1, 0)).isFalse();
      assertThat(house.verifies(Check.SOCKET_READ, socket, null, 1, 0)).isFalse();
      assertThat(house.decisions())
          .containsExactly(
              "network connect api.example (203.0.113.7:8080) allow allowed",
              "network send bytes sent deny blocked",
              "network receive bytes received deny blocked");
    }
  }

  @Test
  void bytes_overTheLimit_inAuditMode_goOnAndAreRecordedOnce() {
    try (House house =
        connected(House.auditing("{ net: ['api.example:8080'], limits: { sent: 1 } }"))) {
      assertThat(house.sends(socket, "xyz")).isTrue();
      assertThat(house.sends(socket, "xyz")).isTrue();
      assertThat(house.decisions()).endsWith("network send bytes sent deny observed").hasSize(2);
    }
  }

  private static Total total(Direction direction, AtomicLong moved) {
    Decision beyond = new Decision(Verdict.DENY, new Rule("sessions.limits", 1), Reason.LIMIT);
    return new Total(direction, 10, beyond, moved);
  }

  @Test
  void bytes_overTheLimitOfASession_areRefusedAndRecordedOnce() {
    AtomicLong sent = new AtomicLong(6);
    AtomicLong received = new AtomicLong(6);
    try (House house = connected(House.enforcing("{ net: ['api.example:8080'] }"))) {
      house
          .call()
          .countFor(List.of(total(Direction.SENT, sent), total(Direction.RECEIVED, received)));
      assertThat(house.sends(socket, "0123")).isTrue();
      assertThat(sent.get()).isEqualTo(10);
      assertThat(house.sends(socket, "x")).isFalse();
      assertThat(house.sends(socket, "x")).isFalse();
      assertThat(sent.get()).isEqualTo(10);
      assertThat(house.verifies(Check.SOCKET_READ, socket, null, 4, 0)).isTrue();
      assertThat(house.verifies(Check.SOCKET_READ, socket, null, 1, 0)).isFalse();
      assertThat(house.decisions())
          .containsExactly(
              "network connect api.example (203.0.113.7:8080) allow allowed",
              "network send bytes sent deny blocked",
              "network receive bytes received deny blocked");
    }
  }

  @Test
  void bytes_overTheLimitOfASession_inAuditMode_goOnAndAreCounted() {
    AtomicLong sent = new AtomicLong(10);
    try (House house = connected(House.auditing("{ net: ['api.example:8080'] }"))) {
      house.call().countFor(List.of(total(Direction.SENT, sent)));
      assertThat(house.sends(socket, "xyz")).isTrue();
      assertThat(house.sends(socket, "xyz")).isTrue();
      assertThat(sent.get()).isEqualTo(16);
      assertThat(house.decisions()).endsWith("network send bytes sent deny observed").hasSize(2);
    }
  }

  @Test
  void bytes_readByTheServer_countForWhoWroteLast() {
    try (House house =
        connected(House.enforcing("{ net: ['api.example:8080'], limits: { received: 10 } }"))) {
      house.contexts().begin(null);
      assertThat(house.verifies(Check.SOCKET_READ, socket, null, 11, 0)).isFalse();
    }
  }

  @Test
  void message_ofMcp_isDecidedByItsServer() {
    String body = "{\"jsonrpc\":\"2.0\",\"method\":\"tools/call\"}";
    String post =
        "POST /ok/mcp HTTP/1.1\r\nHost: api.example:8080\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    try (House house = connected(House.enforcing("{ net: ['api.example:8080'] }"))) {
      assertThat(house.sends(socket, post)).isFalse();
      assertThat(house.decisions()).last().isEqualTo("mcp client api.example:8080 deny blocked");
    }
    String granted = "{ net: ['api.example:8080'], mcp: ['api.example:8080'] }";
    try (House house = connected(House.enforcing(granted))) {
      assertThat(house.sends(socket, post)).isTrue();
      assertThat(house.decisions()).last().isEqualTo("mcp client api.example:8080 allow allowed");
    }
  }

  private House withSecret(String mode, String keys) {
    return connected(
        House.inCall(
            """
            mode: %s
            credentials:
              probe: { property: house.token, hosts: ["other.example:443", "api.example:8080"] }
            tools:
              t: { net: ['api.example:8080']%s }
            """
                .formatted(mode, keys)));
  }

  private static String post(String body) {
    return "POST /x HTTP/1.1\r\nHost: api.example:8080\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  @Test
  void secret_inABody_leavesOnlyWhereItIsGranted() {
    try (House house = withSecret("enforce", "")) {
      assertThat(house.sends(socket, post("a=" + SECRET + "&b"))).isFalse();
      assertThat(house.decisions())
          .last()
          .isEqualTo("credential send api.example:8080 of probe deny blocked");
    }
    try (House house = withSecret("enforce", ", credentials: [probe]")) {
      assertThat(house.sends(socket, post("a=" + SECRET + "&b"))).isTrue();
      assertThat(house.decisions())
          .last()
          .isEqualTo("credential send api.example:8080 of probe allow allowed");
    }
    try (House house = withSecret("audit", "")) {
      assertThat(house.sends(socket, post("a=" + SECRET + "&b"))).isTrue();
      assertThat(house.decisions())
          .last()
          .isEqualTo("credential send api.example:8080 of probe deny observed");
    }
  }

  @Test
  void secret_acrossWrites_andWritesInPart_isFound() {
    String body = "a=" + SECRET + "&b";
    int middle = 2 + SECRET.length() / 2;
    try (House house = withSecret("enforce", "")) {
      String head = post(body).substring(0, post(body).length() - body.length());
      assertThat(house.sends(socket, head)).isTrue();
      assertThat(house.sends(socket, body.substring(0, middle), middle - 3)).isTrue();
      assertThat(house.sends(socket, body.substring(middle - 3))).isFalse();
    }
  }

  @Test
  void secret_inAnotherProtocol_isFound_andInTlsIsNot() {
    try (House house = withSecret("enforce", "")) {
      assertThat(house.sends(socket, "AUTH " + SECRET + "\r\n")).isFalse();
    }
    try (House house = withSecret("enforce", "")) {
      assertThat(house.sends(socket, "\u0016\u0003\u0001" + SECRET)).isTrue();
    }
  }

  @Test
  void secret_inARequestThatWasSeen_isRecordedThere() {
    try (House house = withSecret("enforce", ", credentials: [probe]")) {
      house.call().hop("api.example:8080");
      assertThat(house.sends(socket, post(SECRET))).isTrue();
      assertThat(house.decisions()).filteredOn(made -> made.startsWith("credential")).isEmpty();
    }
  }
}
