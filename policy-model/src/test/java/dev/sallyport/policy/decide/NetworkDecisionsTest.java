package dev.sallyport.policy.decide;

import static dev.sallyport.policy.decide.DecisionAssert.assertDecision;
import static dev.sallyport.policy.decide.NetworkOperation.LISTEN;
import static dev.sallyport.policy.decide.NetworkOperation.SEND;
import static dev.sallyport.policy.decide.Policies.connect;
import static dev.sallyport.policy.decide.Policies.engine;
import static dev.sallyport.policy.decide.Policies.network;
import static dev.sallyport.policy.decide.Policies.tool;

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
