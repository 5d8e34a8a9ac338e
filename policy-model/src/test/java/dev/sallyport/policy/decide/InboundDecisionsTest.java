package dev.sallyport.policy.decide;

import static dev.sallyport.policy.decide.DecisionAssert.assertDecision;
import static dev.sallyport.policy.decide.Policies.engine;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboundDecisionsTest {
  private static final String WRITTEN =
      """
      inbound:
        hosts: [mcp.example.com, "*.lan:8080"]
        origins: ["https://app.example.com", "vscode-webview://Id"]
      """;

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "localhost:8080", "LOCALHOST:1", "127.0.0.1:80", "[::1]:99"})
  void notWritten_loopbackNameOnLoopback_allowed(String host) {
    assertDecision(arrival("mode: audit\n", true, host, null)).allows("built-in.inbound");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "", "evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "localhost@evil.example",
        "evil.example/localhost", "localhost#", "localhost:", "0x7f.1", "10.0.0.1"
      })
  void notWritten_otherHostOnLoopback_denied(@Nullable String host) {
    assertDecision(arrival("mode: audit\n", true, host, null))
        .denies(Reason.FOREIGN, "built-in.inbound");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:3000", "https://localhost", "http://[::1]:1"})
  void notWritten_pageOfThisMachine_allowed(String origin) {
    assertDecision(arrival("mode: audit\n", true, "localhost", origin)).allows("built-in.inbound");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "",
        "http://evil.example",
        "https://localhost.evil.example",
        "http://localhost@evil.example",
        "file:///a",
        "moz-extension://localhost"
      })
  void notWritten_otherPage_denied(String origin) {
    assertDecision(arrival("mode: audit\n", true, "localhost", origin))
        .denies(Reason.FOREIGN, "built-in.inbound");
  }

  @Test
  void notWritten_elsewhere_allowed() {
    assertDecision(arrival("mode: audit\n", false, "mcp.example.com", "https://app.example.com"))
        .allows("built-in.inbound");
  }

  @Test
  void written_whatIsListed_allowed() {
    assertDecision(arrival(WRITTEN, false, "MCP.example.com:8443", null))
        .allows("inbound.hosts")
        .onLine(3);
    assertDecision(arrival(WRITTEN, true, "a.lan:8080", "https://APP.example.com:443"))
        .allows("inbound.hosts");
    assertDecision(arrival(WRITTEN, true, "mcp.example.com", "vscode-webview://id"))
        .allows("inbound.hosts");
  }

  @Test
  void written_whatIsNot_denied() {
    assertDecision(arrival(WRITTEN, true, "localhost", null))
        .denies(Reason.FOREIGN, "inbound.hosts");
    assertDecision(arrival(WRITTEN, false, "a.lan:8081", null))
        .denies(Reason.FOREIGN, "inbound.hosts");
    assertDecision(arrival(WRITTEN, false, "mcp.example.com", "http://app.example.com"))
        .denies(Reason.FOREIGN, "inbound.origins")
        .onLine(4);
    assertDecision(arrival(WRITTEN, false, "mcp.example.com", "null"))
        .denies(Reason.FOREIGN, "inbound.origins");
  }

  private static Decision arrival(
      String policy, boolean local, @Nullable String host, @Nullable String origin) {
    return engine(policy).decide(new Request.Arrival(local, host, origin));
  }
}
