package dev.sallyport.policy.decide;

import static dev.sallyport.policy.decide.DecisionAssert.assertDecision;
import static dev.sallyport.policy.decide.NetworkOperation.JOIN;
import static dev.sallyport.policy.decide.NetworkOperation.LISTEN;
import static dev.sallyport.policy.decide.NetworkOperation.LISTEN_FOR_ANSWERS;
import static dev.sallyport.policy.decide.NetworkOperation.SEND;
import static dev.sallyport.policy.decide.Policies.connect;
import static dev.sallyport.policy.decide.Policies.engine;
import static dev.sallyport.policy.decide.Policies.network;
import static dev.sallyport.policy.decide.Policies.tool;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkDecisionsTest {
  private static final String PUBLIC = "203.0.113.7";

  @Test
  void connect_grantedHost_granted() {
    Grants grants = tool("{ net: ['api.example.com:443'] }");

    assertDecision(grants.decide(connect(PUBLIC, 443, "api.example.com")))
        .allows("tools.t.net[0]")
        .onLine(3);
    assertDecision(grants.decide(network(SEND, PUBLIC, 443, "api.example.com")))
        .allows("tools.t.net[0]");
  }

  @Test
  void connect_addressThatTheNameDidNotResolveTo_denied() {
    Grants grants = tool("{ net: ['api.example.com:443'] }");

    assertDecision(grants.decide(connect(PUBLIC, 443))).denies(Reason.NOT_GRANTED, "tools.t");
    assertDecision(grants.decide(connect(PUBLIC, 443, "evil.example")))
        .denies(Reason.NOT_GRANTED, "tools.t");
    assertDecision(grants.decide(connect(PUBLIC, 22, "api.example.com")))
        .denies(Reason.NOT_GRANTED, "tools.t");
  }

  @Test
  void connect_grantedAddress_grantedUnderAnyName() {
    Grants grants = tool("{ net: ['203.0.113.0/24:443'] }");

    assertDecision(grants.decide(connect(PUBLIC, 443))).allows("tools.t.net[0]");
    assertDecision(grants.decide(connect(PUBLIC, 443, "any.example"))).allows("tools.t.net[0]");
    assertDecision(grants.decide(connect("203.0.114.1", 443)))
        .denies(Reason.NOT_GRANTED, "tools.t");
  }

  @Test
  void connect_toHostOfUrlGrant_grantedAndSendIsNot() {
    Grants grants = tool("{ http: ['GET https://api.example.com/x'] }");

    assertDecision(grants.decide(connect(PUBLIC, 443, "api.example.com")))
        .allows("tools.t.http[0]");
    assertDecision(grants.decide(connect(PUBLIC, 80, "api.example.com")))
        .denies(Reason.NOT_GRANTED, "tools.t");
    assertDecision(grants.decide(network(SEND, PUBLIC, 443, "api.example.com")))
        .denies(Reason.NOT_GRANTED, "tools.t");
  }

  @Test
  void listenForAnswers_grantedByListenOrByAnyNet() {
    assertDecision(tool("{ listen: ['*:0'] }").decide(network(LISTEN_FOR_ANSWERS, "0.0.0.0", 0)))
        .allows("tools.t.listen[0]");
    assertDecision(
            tool("{ net: ['a.example:53'] }").decide(network(LISTEN_FOR_ANSWERS, "0.0.0.0", 0)))
        .allows("tools.t.net[0]");
    assertDecision(
            tool("{ http: ['GET https://a.example/'], listen: [8080] }")
                .decide(network(LISTEN_FOR_ANSWERS, "0.0.0.0", 0)))
        .denies(Reason.NOT_GRANTED, "tools.t");
  }

  @Test
  void join_ofGroup_grantedByListenOverTheFloor() {
    String group = "224.0.0.251";
    String keys = "{ listen: ['224.0.0.251:5353'], net: ['224.0.0.251:*'] }";
    Grants lifted =
        engine("tools:\n  t: " + keys + "\negress: { allow: ['224.0.0.251:5353'] }\n")
            .grants(new Principal.Tool("t"));

    assertDecision(tool(keys).decide(network(JOIN, group, 5353)))
        .denies(Reason.EGRESS_FLOOR, "built-in.egress");
    assertDecision(lifted.decide(network(JOIN, group, 5353))).allows("tools.t.listen[0]");
    assertDecision(lifted.decide(network(JOIN, group, 5354)))
        .denies(Reason.EGRESS_FLOOR, "built-in.egress");
    assertDecision(
            engine("tools:\n  t: { net: ['224.0.0.251:*'] }\negress: { deny: [] }\n")
                .grants(new Principal.Tool("t"))
                .decide(network(JOIN, group, 5353)))
        .denies(Reason.NOT_GRANTED, "tools.t");
  }

  @ParameterizedTest
  @CsvSource({
    "api.example.com, 443, tools.t.net[0]",
    "API.example.com., 443, tools.t.net[0]",
    "203.0.113.7, 22, tools.t.net[1]",
    "[2001:db8::1], 22, tools.t.net[2]",
    "2001:db8::1%eth0, 22, tools.t.net[2]",
    "web.example.com, 443, tools.t.http[0]",
  })
  void tunnel_toGrantedHost_granted(String host, int port, String rule) {
    Grants grants =
        tool(
            "{ net: ['api.example.com:443', '203.0.113.7:22', '[2001:db8::1]:22'],"
                + " http: ['GET https://web.example.com/'] }");

    assertDecision(grants.decide(new Request.Tunnel(host, port))).allows(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "api.example.com, 80",
    "other.example.com, 443",
    "203.0.113.8, 443",
    // Old forms of 127.0.0.1 and 169.254.169.254, and what is no name
    "2130706433, 443",
    "0177.1, 443",
    "0x7f.1, 443",
    "0xa9fea9fe, 443",
    "127.1, 443",
    "a b, 443",
  })
  void tunnel_toOtherHost_denied(String host, int port) {
    Grants some = tool("{ net: ['api.example.com:443'] }");
    assertDecision(some.decide(new Request.Tunnel(host, port)))
        .denies(Reason.NOT_GRANTED, "tools.t");
  }

  @ParameterizedTest
  @CsvSource({"2130706433", "0177.1", "0x7f.1", "127.1", "0xa9fea9fe"})
  void tunnel_toOldFormOfAddress_deniedEvenWhereAnyHostIsGranted(String host) {
    assertDecision(tool("{ net: ['*:*'] }").decide(new Request.Tunnel(host, 443)))
        .denies(Reason.NOT_GRANTED, "tools.t");
  }

  @ParameterizedTest
  @CsvSource({
    "169.254.169.254",
    "localhost",
    "x.localhost",
    "::1",
    "[::ffff:127.0.0.1]",
    "fe80::1%eth0",
    "64:ff9b::10.0.0.1",
    "2002:7f00:1::",
    "2001:0:7f00:1:0:1234:f7f7:f7f7"
  })
  void tunnel_belowTheFloor_deniedEvenWhereAnyHostIsGranted(String host) {
    assertDecision(tool("{ net: ['*:*'] }").decide(new Request.Tunnel(host, 443)))
        .denies(Reason.EGRESS_FLOOR, "built-in.egress");
  }

  @Test
  void reverse_grantedOnlyForAddressesThatAGrantCovers() throws UnknownHostException {
    InetAddress address = InetAddress.getByName(PUBLIC);
    Request.Reverse unnamed = new Request.Reverse(address, Set.of());

    assertDecision(tool("{ net: ['203.0.113.0/24:443'] }").decide(unnamed))
        .allows("tools.t.net[0]");
    assertDecision(
            tool("{ http: ['GET https://api.example.com/'] }")
                .decide(new Request.Reverse(address, Set.of("api.example.com"))))
        .allows("tools.t.http[0]");
    assertDecision(tool("{ net: ['api.example.com:443'], listen: ['*:0'] }").decide(unnamed))
        .denies(Reason.NOT_GRANTED, "tools.t");
  }

  @Test
  void listen_granted_onlyByListen() {
    Grants grants = tool("{ listen: [8080, 'localhost:0'], net: ['*:*'] }");

    assertDecision(grants.decide(network(LISTEN, "0.0.0.0", 8080))).allows("tools.t.listen[0]");
    assertDecision(grants.decide(network(LISTEN, "127.0.0.1", 0))).allows("tools.t.listen[1]");
    assertDecision(grants.decide(network(LISTEN, "0.0.0.0", 0)))
        .denies(Reason.NOT_GRANTED, "tools.t");
    assertDecision(grants.decide(network(LISTEN, "0.0.0.0", 8081)))
        .denies(Reason.NOT_GRANTED, "tools.t");
  }

  @ParameterizedTest
  @CsvSource({
    "169.254.169.254, metadata",
    "100.100.100.200, metadata",
    "169.254.1.1, link-local",
    "10.0.0.1, private",
    "127.0.0.1, loopback",
    "0.0.0.0, loopback",
    "::1, loopback",
    "224.0.0.1, multicast",
    "::ffff:10.0.0.1, private",
    "64:ff9b::a9fe:a9fe, metadata",
    "2002:7f00:1::, loopback"
  })
  void connect_classOnTheFloor_deniedUnderEveryGrant(String address, String addressClass) {
    String policy = "tools: { t: { net: ['*:*'] } }\negress: { deny: [" + addressClass + "] }\n";
    Grants grants = engine(policy).grants(new Principal.Tool("t"));

    assertDecision(grants.decide(connect(address, 80)))
        .denies(Reason.EGRESS_FLOOR, "egress.deny[0]")
        .onLine(3);
    assertDecision(grants.decide(network(SEND, address, 80)))
        .denies(Reason.EGRESS_FLOOR, "egress.deny[0]");
    assertDecision(
            engine("tools: { t: { net: ['*:*'] } }\negress: { deny: [] }\n")
                .grants(new Principal.Tool("t"))
                .decide(connect(address, 80)))
        .allows("tools.t.net[0]");
  }

  @Test
  void connect_floorNotWritten_holdsAllClasses() {
    Grants grants = tool("{ net: ['*:*'] }");

    for (String address : new String[] {"169.254.169.254", "127.0.0.1", "10.0.0.1", "ff02::1"}) {
      assertDecision(grants.decide(connect(address, 80)))
          .denies(Reason.EGRESS_FLOOR, "built-in.egress")
          .onLine(0);
    }
    assertDecision(grants.decide(connect(PUBLIC, 80))).allows("tools.t.net[0]");
  }

  @Test
  void egressAllow_liftsTheFloor_andGrantsNothing() {
    Engine engine =
        engine(
            """
            tools:
              db: { net: ["10.1.2.3:5432", "db.internal:5432"] }
              none: {}
            egress: { allow: ["10.1.2.3:5432", "db.internal:*", "localhost:*"] }
            """);

    Grants db = engine.grants(new Principal.Tool("db"));
    assertDecision(db.decide(connect("10.1.2.3", 5432))).allows("tools.db.net[0]");
    assertDecision(db.decide(connect("10.9.9.9", 5432, "db.internal"))).allows("tools.db.net[1]");
    assertDecision(db.decide(connect("10.1.2.3", 22)))
        .denies(Reason.EGRESS_FLOOR, "built-in.egress");
    assertDecision(db.decide(connect("127.0.0.1", 80))).denies(Reason.NOT_GRANTED, "tools.db");
    assertDecision(engine.grants(new Principal.Tool("none")).decide(connect("10.1.2.3", 5432)))
        .denies(Reason.NOT_GRANTED, "tools.none");
  }

  @Test
  void metadata_liftedByBlockOrName_staysDenied() {
    Engine engine =
        engine(
            """
            tools: { t: { net: ["*:*"] } }
            egress: { allow: ["169.254.0.0/16:*", "metadata.example:*", "*:*"] }
            """);

    Grants grants = engine.grants(new Principal.Tool("t"));
    assertDecision(grants.decide(connect("169.254.169.254", 80, "metadata.example")))
        .denies(Reason.EGRESS_FLOOR, "built-in.egress");
    assertDecision(grants.decide(connect("169.254.1.1", 80))).allows("tools.t.net[0]");
  }

  @Test
  void metadata_heldByAnotherClass_isLiftedByItsAddressAloneToo() {
    // Found by DifferentialTest.
    String policy = "tools: { t: { net: ['*:*'] } }\negress: { deny: [link-local], allow: [";

    assertDecision(
            engine(policy + "'169.254.0.0/16:*', '*:443'] }\n")
                .grants(new Principal.Tool("t"))
                .decide(connect("169.254.169.254", 443)))
        .denies(Reason.EGRESS_FLOOR, "egress.deny[0]");
    assertDecision(
            engine(policy + "'169.254.169.254:443'] }\n")
                .grants(new Principal.Tool("t"))
                .decide(connect("169.254.169.254", 443)))
        .allows("tools.t.net[0]");
  }

  @Test
  void metadata_liftedByItsAddress_granted() {
    Engine engine =
        engine(
            """
            tools: { t: { net: ["*:*"] } }
            egress: { allow: ["169.254.169.254:80"] }
            """);

    Grants grants = engine.grants(new Principal.Tool("t"));
    assertDecision(grants.decide(connect("169.254.169.254", 80))).allows("tools.t.net[0]");
    assertDecision(grants.decide(connect("169.254.169.254", 443)))
        .denies(Reason.EGRESS_FLOOR, "built-in.egress");
  }

  @Test
  void resolve_nameOfSomeGrant_granted() {
    Grants grants =
        tool(
            "{ net: ['a.example:443', '*.b.example:1'], http: ['GET https://c.example/x'],"
                + " listen: ['d.example:80'] }");

    assertDecision(grants.decide(new Request.Resolve("A.example."))).allows("tools.t.net[0]");
    assertDecision(grants.decide(new Request.Resolve("x.b.example"))).allows("tools.t.net[1]");
    assertDecision(grants.decide(new Request.Resolve("c.example"))).allows("tools.t.http[0]");
    assertDecision(grants.decide(new Request.Resolve("d.example"))).allows("tools.t.listen[0]");
  }

  @Test
  void resolve_underListenOfAnyAddress_isNotGranted() {
    Grants grants = tool("{ listen: [8080, '*:9090', 'd.example:80'] }");

    assertDecision(grants.decide(new Request.Resolve("secret.attacker.example")))
        .denies(Reason.NOT_GRANTED, "tools.t");
    assertDecision(grants.decide(new Request.Resolve("d.example"))).allows("tools.t.listen[2]");
  }

  @Test
  void resolve_anyOtherName_denied() {
    Grants grants = tool("{ net: ['a.example:443', '10.0.0.0/8:443'] }");

    assertDecision(grants.decide(new Request.Resolve("secret.evil.example")))
        .denies(Reason.NOT_GRANTED, "tools.t");
    assertDecision(grants.decide(new Request.Resolve("2130706433")))
        .denies(Reason.NOT_GRANTED, "tools.t");
    assertDecision(grants.decide(new Request.Resolve("localhost")))
        .denies(Reason.NOT_GRANTED, "tools.t");
    assertDecision(grants.decide(new Request.Resolve(""))).denies(Reason.NOT_GRANTED, "tools.t");
  }

  @Test
  void resolve_addressLiteral_allowedSinceNothingIsAsked() {
    Grants grants = tool("{}");

    for (String host : new String[] {"10.0.0.1", "::1", "[::1]", "fe80::1%eth0"}) {
      assertDecision(grants.decide(new Request.Resolve(host))).allows("built-in.literal");
    }
  }
}
