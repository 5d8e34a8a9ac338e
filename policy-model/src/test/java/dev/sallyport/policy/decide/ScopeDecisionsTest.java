package dev.sallyport.policy.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeDecisionsTest {
  private static final Engine REPOSITORIES =
      Policies.engine(
          """
          tools:
            t:
              scope:
                "{owner}/{repo}":
                  only: ["octo/{docs,site}", "octo/lib-*", "acme/**"]
                  except: ["octo/lib-secret*", "acme/payroll"]
          """);

  private static final Engine SOURCES =
      Policies.engine(
          "tools: { t: { scope: { \"{path}\": { only: [\"src/**/*.{ts,tsx}\"] } } } }\n");

  private static Reason reason(Engine engine, Map<?, ?> arguments) {
    return engine.decide(new Request.ToolCall("t", arguments), Policies.by(null, null)).reason();
  }

  @ParameterizedTest
  @CsvSource({
    "octo, docs, GRANTED",
    "octo, site, GRANTED",
    "octo, lib-http, GRANTED",
    "acme, anything, GRANTED",
    "octo, lib-secrets, ARGUMENT_SCOPE",
    "acme, payroll, ARGUMENT_SCOPE",
    "octo, other, ARGUMENT_SCOPE",
    "other, docs, ARGUMENT_SCOPE",
    "Octo, docs, ARGUMENT_SCOPE",
    "acme/x, y, ARGUMENT_SCOPE",
    "acme, x/y, ARGUMENT_SCOPE",
    "acme, .., ARGUMENT_SCOPE",
    "acme, ., ARGUMENT_SCOPE",
    "acme, pay%72oll, ARGUMENT_SCOPE",
    "acme, 'pay\\roll', ARGUMENT_SCOPE",
    "acme, '', ARGUMENT_SCOPE",
    "'', docs, ARGUMENT_SCOPE"
  })
  void argumentsTogether_areHeldToGlobs_andExclusionWins(String owner, String repo, Reason reason) {
    assertThat(reason(REPOSITORIES, Map.of("owner", owner, "repo", repo))).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "src/a.ts, GRANTED",
    "src/a/b/c.tsx, GRANTED",
    "src/a.js, ARGUMENT_SCOPE",
    "test/a.ts, ARGUMENT_SCOPE",
    "src/../etc/a.ts, ARGUMENT_SCOPE",
    "src/./a.ts, ARGUMENT_SCOPE",
    "src//a.ts, ARGUMENT_SCOPE",
    "/src/a.ts, ARGUMENT_SCOPE",
    "src/%2e%2e/a.ts, ARGUMENT_SCOPE",
    "'src\\..\\a.ts', ARGUMENT_SCOPE"
  })
  void oneArgument_mayHaveSegments(String path, Reason reason) {
    assertThat(reason(SOURCES, Map.of("path", path))).isEqualTo(reason);
  }

  @Test
  void whatIsNoText_orLeftOut_namesNothing() {
    Map<String, Object> withNull = new HashMap<>(Map.of("owner", "acme"));
    withNull.put("repo", null);
    for (Map<?, ?> arguments :
        List.<Map<?, ?>>of(
            Map.of(),
            Map.of("owner", "acme"),
            withNull,
            Map.of("owner", "acme", "repo", List.of("x")),
            Map.of("owner", "acme", "repo", 1.5),
            Map.of("owner", "acme", "repo", true),
            Map.of("owner", "acme", "repo", "x\ny"))) {
      assertThat(reason(REPOSITORIES, arguments)).isEqualTo(Reason.ARGUMENT_SCOPE);
    }
    assertThat(reason(REPOSITORIES, Map.of("owner", "acme", "repo", 7))).isEqualTo(Reason.GRANTED);
  }

  @Test
  void scopesOfAllEntries_haveToHold() {
    Engine engine =
        Policies.engine(
            """
            tools:
              "*": { scope: { "{repo}#{issue}": { only: ["docs#*", "site#1"] } } }
              t: { scope: { "{repo}": { only: [docs, site] } } }
            """);

    assertThat(reason(engine, Map.of("repo", "docs", "issue", 7))).isEqualTo(Reason.GRANTED);
    assertThat(reason(engine, Map.of("repo", "site", "issue", 7))).isEqualTo(Reason.ARGUMENT_SCOPE);
    assertThat(reason(engine, Map.of("repo", "docs#1", "issue", 7)))
        .isEqualTo(Reason.ARGUMENT_SCOPE);
    assertThat(reason(engine, Map.of("repo", "docs"))).isEqualTo(Reason.ARGUMENT_SCOPE);
  }
}
