package dev.sallyport.policy.decide;

import static dev.sallyport.policy.decide.DecisionAssert.assertDecision;
import static dev.sallyport.policy.decide.Policies.engine;
import static dev.sallyport.policy.decide.Policies.tool;

import org.junit.jupiter.api.Test;

class SecretDecisionsTest {
  private static final String CREDENTIALS =
      """
      credentials:
        github: { env: A, hosts: [api.github.com, "*.x.org:8443", "localhost:8080"] }
        reader: { env: B, hosts: ["192.0.2.1", "[2001:db8::1]:443"], methods: [GET, HEAD] }
      tools:
        t: { credentials: [github, reader] }
        u: {}
      """;

  @Test
  void credential_grantedToItsHosts_granted() {
    Grants grants = engine(CREDENTIALS).grants(new Principal.Tool("t"));

    assertDecision(grants.decide(credential("github", "GET", "api.github.com", 443)))
        .allows("tools.t.credentials[0]")
        .onLine(6);
    assertDecision(grants.decide(credential("github", "POST", "API.github.com.", 8080)))
        .allows("tools.t.credentials[0]");
    assertDecision(grants.decide(credential("github", "GET", "a.b.x.org", 8443)))
        .allows("tools.t.credentials[0]");
    assertDecision(grants.decide(credential("github", "GET", "127.0.0.1", 8080)))
        .allows("tools.t.credentials[0]");
    assertDecision(grants.decide(credential("reader", "HEAD", "192.0.2.1", 80)))
        .allows("tools.t.credentials[1]");
    assertDecision(grants.decide(credential("reader", "GET", "[2001:DB8:0::1]", 443)))
        .allows("tools.t.credentials[1]");
  }

  @Test
  void credential_elsewhere_denied() {
    Grants grants = engine(CREDENTIALS).grants(new Principal.Tool("t"));

    assertDecision(grants.decide(credential("github", "GET", "evil.example", 443)))
        .denies(Reason.OUT_OF_SCOPE, "credentials.github")
        .onLine(3);
    assertDecision(grants.decide(credential("github", "GET", "api.github.com.evil.example", 443)))
        .denies(Reason.OUT_OF_SCOPE, "credentials.github");
    assertDecision(grants.decide(credential("github", "GET", "x.org", 8443)))
        .denies(Reason.OUT_OF_SCOPE, "credentials.github");
    assertDecision(grants.decide(credential("github", "GET", "a.x.org", 443)))
        .denies(Reason.OUT_OF_SCOPE, "credentials.github");
    assertDecision(grants.decide(credential("reader", "GET", "192.0.2.2", 443)))
        .denies(Reason.OUT_OF_SCOPE, "credentials.reader");
    assertDecision(grants.decide(credential("reader", "GET", "2001:db8::1", 443)))
        .denies(Reason.OUT_OF_SCOPE, "credentials.reader");
  }

  @Test
  void credential_otherMethod_denied() {
    assertDecision(
            engine(CREDENTIALS)
                .grants(new Principal.Tool("t"))
                .decide(credential("reader", "POST", "192.0.2.1", 443)))
        .denies(Reason.OUT_OF_SCOPE, "credentials.reader");
  }

  @Test
  void credential_ofAnotherTool_denied() {
    Engine engine = engine(CREDENTIALS);

    assertDecision(
            engine
                .grants(new Principal.Tool("u"))
                .decide(credential("github", "GET", "api.github.com", 443)))
        .denies(Reason.NOT_GRANTED, "tools.u");
    assertDecision(
            engine
                .grants(new Principal.Server(Phase.SERVING))
                .decide(credential("github", "GET", "api.github.com", 443)))
        .denies(Reason.NOT_GRANTED, "built-in.serving");
    assertDecision(
            engine
                .grants(new Principal.Server(Phase.STARTING))
                .decide(credential("github", "GET", "evil.example", 443)))
        .allows("built-in.starting");
  }

  @Test
  void credential_ofAPhase_granted() {
    Engine engine =
        engine(
            """
            credentials: { c: { env: A, hosts: [a.com] } }
            runtime: { serving: { credentials: [c] } }
            """);

    assertDecision(
            engine
                .grants(new Principal.Server(Phase.SERVING))
                .decide(credential("c", "GET", "a.com", 443)))
        .allows("runtime.serving.credentials[0]");
  }

  @Test
  void disclosure_ofAnyCredential_denied() {
    Engine engine = engine(CREDENTIALS);

    assertDecision(engine.grants(new Principal.Tool("t")).decide(new Request.Disclosure("github")))
        .denies(Reason.DISCLOSURE, "credentials.github");
    assertDecision(engine.grants(new Principal.Tool("u")).decide(new Request.Disclosure("reader")))
        .denies(Reason.DISCLOSURE, "credentials.reader");
  }

  @Test
  void passthrough_onlyWhereListed_granted() {
    Grants grants = tool("{ net: ['*:443'], passthrough: ['idp.example:443', '10.0.0.0/8:*'] }");

    assertDecision(grants.decide(new Request.Passthrough("idp.example", 443)))
        .allows("tools.t.passthrough[0]");
    assertDecision(grants.decide(new Request.Passthrough("10.1.2.3", 80)))
        .allows("tools.t.passthrough[1]");
    assertDecision(grants.decide(new Request.Passthrough("idp.example", 80)))
        .denies(Reason.NOT_GRANTED, "tools.t");
    assertDecision(grants.decide(new Request.Passthrough("api.example", 443)))
        .denies(Reason.NOT_GRANTED, "tools.t");
  }

  @Test
  void mcpClient_onlyWhereListed_granted() {
    Grants grants = tool("{ mcp: [stdio, 'peer.example:443', '[::1]:8080'] }");

    assertDecision(grants.decide(new Request.McpClient("stdio"))).allows("tools.t.mcp[0]");
    assertDecision(grants.decide(new Request.McpClient("peer.example:443")))
        .allows("tools.t.mcp[1]");
    assertDecision(grants.decide(new Request.McpClient("[0::1]:8080"))).allows("tools.t.mcp[2]");
    assertDecision(grants.decide(new Request.McpClient("peer.example:8443")))
        .denies(Reason.NOT_GRANTED, "tools.t");
    assertDecision(grants.decide(new Request.McpClient("peer.example")))
        .denies(Reason.NOT_GRANTED, "tools.t");
    assertDecision(tool("{ mcp: ['*:443'] }").decide(new Request.McpClient("stdio")))
        .denies(Reason.NOT_GRANTED, "tools.t");
  }

  private static Request credential(String name, String method, String host, int port) {
    return new Request.Credential(name, method, host, port);
  }
}
