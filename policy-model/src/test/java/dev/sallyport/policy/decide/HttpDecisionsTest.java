package dev.sallyport.policy.decide;

import static dev.sallyport.policy.decide.DecisionAssert.assertDecision;
import static dev.sallyport.policy.decide.Policies.engine;
import static dev.sallyport.policy.decide.Policies.tool;

import java.util.Set;
import org.junit.jupiter.api.Test;

class HttpDecisionsTest {

  @Test
  void request_grantedMethodAndUrl_granted() {
    Grants grants = tool("{ http: ['GET https://api.example.com/repos/{owner}/**'] }");

    assertDecision(grants.decide(get("https://api.example.com/repos/a/b?x=1")))
        .allows("tools.t.http[0]")
        .onLine(3);
  }

  @Test
  void request_otherMethodOrUrl_denied() {
    Grants grants = tool("{ http: ['GET https://api.example.com/repos/{owner}/**'] }");

    assertDecision(grants.decide(new Request.Http("DELETE", "https://api.example.com/repos/a/b")))
        .denies(Reason.NOT_GRANTED, "tools.t");
    assertDecision(grants.decide(get("https://api.example.com/user")))
        .denies(Reason.NOT_GRANTED, "tools.t");
    assertDecision(grants.decide(get("https://api.example.com/repos/a/../../user")))
        .denies(Reason.NOT_GRANTED, "tools.t");
    assertDecision(grants.decide(get("http://api.example.com/repos/a/b")))
        .denies(Reason.NOT_GRANTED, "tools.t");
    assertDecision(grants.decide(get("https://api.example.com@evil.example/repos/a/b")))
        .denies(Reason.NOT_GRANTED, "tools.t");
  }

  @Test
  void request_ambiguousPath_deniedByUrlGrantAndGrantedByHost() {
    String url = "https://api.example.com/repos/a%2Fb";

    assertDecision(tool("{ http: ['GET https://api.example.com/**'] }").decide(get(url)))
        .denies(Reason.NOT_GRANTED, "tools.t");
    assertDecision(tool("{ net: ['api.example.com:443'] }").decide(get(url)))
        .allows("tools.t.net[0]");
  }

  @Test
  void request_hostGranted_granted() {
    Grants grants =
        tool("{ net: ['a.example:443', '203.0.113.7:80'], http: ['GET https://a.example/x'] }");

    assertDecision(grants.decide(get("https://a.example/x"))).allows("tools.t.http[0]");
    assertDecision(grants.decide(get("https://a.example/y"))).allows("tools.t.net[0]");
    assertDecision(grants.decide(get("http://203.0.113.7/y"))).allows("tools.t.net[1]");
    assertDecision(grants.decide(get("https://a.example:8443/y")))
        .denies(Reason.NOT_GRANTED, "tools.t");
  }

  @Test
  void request_toAddressOnTheFloor_denied() {
    String keys = "{ http: ['GET http://169.254.169.254/**', 'GET http://10.0.0.1/**'] }";

    assertDecision(tool(keys).decide(get("http://169.254.169.254/latest")))
        .denies(Reason.EGRESS_FLOOR, "built-in.egress");
    assertDecision(tool(keys).decide(get("http://[::ffff:10.0.0.1]/")))
        .denies(Reason.EGRESS_FLOOR, "built-in.egress");
    assertDecision(
            engine("tools: { t: " + keys + " }\negress: { allow: ['10.0.0.1:80'] }\n")
                .grants(new Principal.Tool("t"))
                .decide(get("http://10.0.0.1/x")))
        .allows("tools.t.http[1]");
  }

  @Test
  void request_toANameOfThisMachine_isOnTheFloor() {
    // Found by DifferentialTest: a proxy that is asked for it connects to its own machine.
    String keys = "{ net: ['*:*'], http: ['GET http://localhost/**'] }";

    assertDecision(tool(keys).decide(get("http://localhost/")))
        .denies(Reason.EGRESS_FLOOR, "built-in.egress");
    assertDecision(tool(keys).decide(get("http://x.LOCALHOST./")))
        .denies(Reason.EGRESS_FLOOR, "built-in.egress");
    assertDecision(
            engine("tools: { t: " + keys + " }\negress: { allow: ['localhost:80'] }\n")
                .grants(new Principal.Tool("t"))
                .decide(get("http://localhost/")))
        .allows("tools.t.http[0]");
    assertDecision(tool(keys).decide(get("http://localhost.example/"))).allows("tools.t.net[0]");
  }

  @Test
  void request_addressInOldForm_denied() {
    Grants grants = tool("{ net: ['*:80'] }");

    assertDecision(grants.decide(get("http://2852039166/"))).denies(Reason.NOT_GRANTED, "tools.t");
    assertDecision(grants.decide(get("http://0xa9.254.169.254/")))
        .denies(Reason.NOT_GRANTED, "tools.t");
    assertDecision(grants.decide(get("http://example.com/"))).allows("tools.t.net[0]");
  }

  @Test
  void unseen_toHostOfAUrlGrant_isWhatThePolicySays() {
    String keys = "http: ['GET https://a.example/**'], net: ['b.example:443']";

    assertDecision(tool("{ " + keys + " }").decide(unseen("a.example"))).allows("tools.t.http[0]");
    assertDecision(tool("{ unseen: allow, " + keys + " }").decide(unseen("a.example")))
        .allows("tools.t.http[0]");
    Grants seen = tool("{ unseen: deny, " + keys + " }");
    assertDecision(seen.decide(unseen("a.example")))
        .denies(Reason.UNSEEN, "tools.t.unseen")
        .onLine(3);
    assertDecision(seen.decide(unseen("b.example"))).allows("tools.t.net[0]");
    assertDecision(seen.decide(unseen("c.example"))).denies(Reason.NOT_GRANTED, "tools.t");
  }

  @Test
  void unseen_deniedByOneEntry_isDeniedWhateverOthersSay() {
    Grants grants =
        engine(
                """
                tools:
                  '*': { unseen: deny }
                  t: { unseen: allow, http: ['GET https://a.example/**'] }
                """)
            .grants(new Principal.Tool("t"));

    assertDecision(grants.decide(unseen("a.example"))).denies(Reason.UNSEEN, "tools.*.unseen");
  }

  @Test
  void otherHost_whateverIsGranted_denied() {
    assertDecision(tool("{ net: ['*:*'] }").decide(new Request.OtherHost("a.example")))
        .denies(Reason.AMBIGUOUS, "built-in.host");
  }

  private static Request unseen(String name) {
    return new Request.UnseenHttp(Policies.address("203.0.113.7"), 443, Set.of(name));
  }

  private static Request get(String url) {
    return new Request.Http("GET", url);
  }
}
