package dev.sallyport.agent.gate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.caller.Verifier;
import dev.sallyport.agent.context.Arrival;
import dev.sallyport.agent.context.Serving;
import dev.sallyport.agent.record.Asker;
import dev.sallyport.agent.session.SessionTable;
import dev.sallyport.policy.decide.Caller;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.decide.Rule;
import dev.sallyport.policy.decide.Surroundings;
import dev.sallyport.policy.decide.Verdict;
import dev.sallyport.policy.model.Policy;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientsTest {
  private static final String KEY = "key";
  private static final String OTHER_KEY = "other-key";
  private static final String CALLERS =
      """
      callers:
        local: { subject: owner }
        keys:
          ann: { sha256: 2c70e12b7a0646f92279f427c7b38e7334d8e5389cff167a1dc30e73f826b683 }
          ben: { sha256: 580843d03d2216ff1a275d0991bad66e4d1af871171d929e9de604b7959f9bca }
      """;
  private static final Channel HTTP = new Channel(/* stdio= */ false, "", "");
  private static final Channel STDIO = new Channel(/* stdio= */ true, "", "");

  private final Policy policy = House.policy("mode: enforce\n".concat(CALLERS));
  private final Clients clients = clients(policy);

  private static Clients clients(Policy policy) {
    Verifier verifier =
        Verifier.of(
            requireNonNull(policy.callers()).value(),
            Map.of(),
            new Properties(),
            InstantSource.system(),
            Thread::new);
    return new Clients(
        verifier, /* required= */ true, new SessionTable(InstantSource.system(), null, null));
  }

  private static Engine engine(Policy policy) {
    return Engine.compile(policy, new Surroundings(path -> path, List.of(), List.of(), List.of()));
  }

  private static Arrival arrival(String route, boolean mcp, String... tokens) {
    return arrival(route, mcp, /* asked= */ null, List.of(), List.of(tokens));
  }

  private static Arrival arrival(
      String route,
      boolean mcp,
      Request.@Nullable Invocation asked,
      List<String> sessions,
      List<String> tokens) {
    return new Arrival(
        tokens,
        List.of(),
        sessions,
        null,
        null,
        route,
        true,
        "",
        mcp,
        asked,
        List.of(),
        new Serving());
  }

  /** A request in a session. */
  private static Arrival inSession(String method, String key) {
    List<String> sessions = List.of("s");
    return arrival(method + " /mcp", /* mcp= */ true, null, sessions, List.of("Bearer " + key));
  }

  private static @Nullable String subject(Client client) {
    Caller caller = client.caller();
    return caller == null ? null : caller.subject();
  }

  @Test
  void request_saysWhoCalls_untilItIsOver() {
    Arrival arrival = arrival("POST /mcp", /* mcp= */ true, "Bearer " + KEY);
    assertThat(subject(clients.of(arrival, HTTP))).isEqualTo("ann");
    arrival.serving().end();
    assertThat(clients.of(arrival, HTTP).caller()).isNull();
  }

  @Test
  void input_isOfWhoStartedTheProcess_butNotWithinARequest() {
    assertThat(subject(clients.of(null, STDIO))).isEqualTo("owner");
    Arrival over = arrival("POST /mcp", /* mcp= */ true, "Bearer " + KEY);
    over.serving().end();
    assertThat(clients.of(over, STDIO).caller()).isNull();
    assertThat(clients.of(null, HTTP).caller()).isNull();
  }

  @Test
  void session_isItsFirstCallers() {
    Channel named = new Channel(/* stdio= */ false, "s", "");
    Arrival ann = arrival("POST /mcp", /* mcp= */ true, "Bearer " + KEY);
    assertThat(clients.of(ann, named).refused()).isNull();
    Arrival elsewhere = arrival("POST /other", /* mcp= */ true, "Bearer " + KEY);
    assertThat(requireNonNull(clients.of(elsewhere, named).refused()).reason())
        .isEqualTo(Reason.FOREIGN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "DELETE", "POST"})
  void challenge_inTheSessionOfAnother_isForbidden(String method) {
    Engine engine = engine(policy);
    assertThat(clients.challenge(engine, inSession(method, OTHER_KEY))).isNull();
    clients.of(inSession("POST", KEY), HTTP);

    Challenge challenge = requireNonNull(clients.challenge(engine, inSession(method, OTHER_KEY)));

    assertThat(challenge.status()).isEqualTo(403);
    assertThat(challenge.header()).isEmpty();
    assertThat(challenge.decision().reason()).isEqualTo(Reason.FOREIGN);
    assertThat(clients.challenge(engine, inSession(method, KEY))).isNull();
  }

  @Test
  void challenge_inTheSessionOfAnother_whereThingsAreOnlyAudited_isNoneForAMessage() {
    Engine audit = engine(House.policy("mode: audit\n".concat(CALLERS)));
    clients.of(inSession("POST", KEY), HTTP);
    assertThat(clients.challenge(audit, inSession("POST", OTHER_KEY))).isNull();
    assertThat(requireNonNull(clients.challenge(audit, inSession("GET", OTHER_KEY))).status())
        .isEqualTo(403);
  }

  @Test
  void challenge_isOfTheMcpServersRequests() {
    Engine engine = engine(policy);
    assertThat(header(engine, arrival("POST /mcp", true))).isEqualTo("Bearer");
    assertThat(header(engine, arrival("POST /mcp", true, "Bearer other")))
        .isEqualTo("Bearer error=\"invalid_token\"");
    assertThat(header(engine, arrival("POST /mcp", true, "Bearer " + KEY))).isEmpty();
    assertThat(header(engine, arrival("GET /mcp", false))).isEmpty();
    clients.of(arrival("POST /mcp", true, "Bearer " + KEY), HTTP);
    assertThat(header(engine, arrival("GET /mcp", false))).isEqualTo("Bearer");
    assertThat(header(engine, arrival("OPTIONS /mcp", false))).isEmpty();
    assertThat(header(engine, arrival("GET /health", false))).isEmpty();
  }

  @Test
  void challenge_whereSomethingIsOnlyAudited_isNone() {
    Engine audit = engine(House.policy("mode: audit\n".concat(CALLERS)));
    assertThat(header(audit, arrival("POST /mcp", true))).isEmpty();
    Engine one =
        engine(House.policy("mode: enforce\ntools: { t: { mode: audit } }\n".concat(CALLERS)));
    assertThat(header(one, arrival("POST /mcp", true))).isEmpty();
  }

  @Test
  void challenge_namesTheMetadata_whereThePolicyDoes() {
    String url = "https://mcp.example.com/.well-known/oauth-protected-resource";
    Policy bearer =
        House.policy(
            "mode: enforce\ncallers: { bearer: { issuer: i, audience: a, jwks: /none.json, metadata: \"%s\" } }\n"
                .formatted(url));
    Clients asked = clients(bearer);
    Engine engine = engine(bearer);
    assertThat(requireNonNull(asked.challenge(engine, arrival("POST /mcp", true))).header())
        .isEqualTo("Bearer resource_metadata=\"" + url + "\"");
    assertThat(
            requireNonNull(asked.challenge(engine, arrival("POST /mcp", true, "Bearer other")))
                .header())
        .isEqualTo("Bearer error=\"invalid_token\", resource_metadata=\"" + url + "\"");
  }

  @Test
  void challenge_ofARoleThatDoesNotListIt_isForbidden() {
    String rest = "roles: { a: { tools: [get] } }\ntools: { get: {}, put: {} }\n";
    String callers = CALLERS.replace("683 }", "683, roles: [a] }").concat(rest);
    Policy roles = House.policy("mode: enforce\n".concat(callers));
    Clients asked = clients(roles);
    Engine engine = engine(roles);

    Challenge put = requireNonNull(asked.challenge(engine, asking("put")));
    assertThat(put.status()).isEqualTo(403);
    assertThat(put.target()).isEqualTo("put");
    assertThat(put.header()).isEqualTo("Bearer error=\"insufficient_scope\"");
    assertThat(put.decision().reason()).isEqualTo(Reason.ROLE);
    assertThat(asked.challenge(engine, asking("get"))).isNull();
    // What nobody may use is no matter of scopes.
    assertThat(asked.challenge(engine, asking("other"))).isNull();
    Engine audit = engine(House.policy("mode: audit\n".concat(callers)));
    assertThat(asked.challenge(audit, asking("put"))).isNull();
  }

  @Test
  void challenge_ofAScopeThatIsMissing_namesThoseThatWouldDo() {
    Decision decision = new Decision(Verdict.DENY, new Rule("callers", 1), Reason.SCOPE);
    assertThat(
            Challenge.insufficient(
                    decision,
                    new Principal.Tool("t"),
                    List.of("a:read", "b"),
                    "https://m",
                    Asker.UNKNOWN)
                .header())
        .isEqualTo(
            "Bearer error=\"insufficient_scope\", scope=\"a:read b\","
                + " resource_metadata=\"https://m\"");
  }

  private static Arrival asking(String tool) {
    Request.ToolCall asked = new Request.ToolCall(tool);
    return arrival("POST /mcp", /* mcp= */ true, asked, List.of(), List.of("Bearer " + KEY));
  }

  private String header(Engine engine, Arrival arrival) {
    Challenge challenge = clients.challenge(engine, arrival);
    return challenge == null ? "" : challenge.header();
  }
}
