package dev.sallyport.policy.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArgumentDecisionsTest {
  /** Of no one. */
  private static final String SECRET = "ghp_" + "a1".repeat(18);

  private static Engine engine(String rules) {
    return Policies.engine("tools:\n  t: { arguments: { " + rules + " } }\n");
  }

  private static Reason reason(Engine engine, Map<?, ?> arguments) {
    return engine.decide(new Request.ToolCall("t", arguments), Policies.by(null, null)).reason();
  }

  /** Of a call with one argument. */
  private static Reason of(String rule, @Nullable Object value) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("a", value);
    return reason(engine("a: { " + rule + " }"), arguments);
  }

  @Test
  void arguments_notWritten_mayBeAnything() {
    Engine engine = Policies.engine("tools: { t: {} }\n");
    assertThat(reason(engine, Map.of("a", 1, "b", List.of()))).isEqualTo(Reason.GRANTED);
  }

  private static Reason ofName(String tools, String argument) {
    return Policies.engine("tools: " + tools + "\n")
        .decide(new Request.ToolCall("ab", Map.of("p", argument)), Policies.by(null, null))
        .reason();
  }

  @Test
  void arguments_ofEquallySpecificGlobs_haveToFitThemAll() {
    String both =
        "{ '*b': { arguments: { p: { enum: [x, y] } } }, 'a*': { arguments: { p: { enum: [y, z] } } } }";

    assertThat(ofName(both, "y")).isEqualTo(Reason.GRANTED);
    assertThat(ofName(both, "x")).isEqualTo(Reason.ARGUMENT_VALUE);
    assertThat(ofName(both, "z")).isEqualTo(Reason.ARGUMENT_VALUE);
  }

  @Test
  void arguments_ofLessSpecificGlobs_areNotHeard() {
    String wider = "'*': { arguments: {} }, 'a*': { arguments: { p: { enum: [y] } } }";

    assertThat(ofName("{ " + wider + ", '*b': {} }", "y")).isEqualTo(Reason.GRANTED);
    assertThat(ofName("{ " + wider + ", ab: { arguments: { p: {} } } }", "x"))
        .isEqualTo(Reason.GRANTED);
  }

  @Test
  void argument_thatNoRuleIsAbout_isUnknown() {
    Engine closed = engine("a: {}");
    assertThat(reason(closed, Map.of("a", 1))).isEqualTo(Reason.GRANTED);
    assertThat(reason(closed, Map.of("a", 1, "b", 1))).isEqualTo(Reason.ARGUMENT_UNKNOWN);
    assertThat(reason(closed, Map.of("A", 1))).isEqualTo(Reason.ARGUMENT_UNKNOWN);
    Engine open =
        Policies.engine(
            "tools: { t: { arguments: { a: { type: integer } }, unknown-arguments: allow } }\n");
    assertThat(reason(open, Map.of("a", 1, "b", 1))).isEqualTo(Reason.GRANTED);
    assertThat(reason(open, Map.of("a", "x"))).isEqualTo(Reason.ARGUMENT_TYPE);
  }

  @Test
  void argument_thatIsRequired_isMissing_alsoWhereItIsNull() {
    Engine engine = engine("a: { required: true }");
    assertThat(reason(engine, Map.of())).isEqualTo(Reason.ARGUMENT_MISSING);
    assertThat(of("required: true", null)).isEqualTo(Reason.ARGUMENT_MISSING);
    assertThat(of("required: true", "")).isEqualTo(Reason.GRANTED);
    assertThat(of("type: string", null)).isEqualTo(Reason.GRANTED);
  }

  @Test
  void types_convertNothing() {
    assertThat(of("type: string", "1")).isEqualTo(Reason.GRANTED);
    assertThat(of("type: string", 1)).isEqualTo(Reason.ARGUMENT_TYPE);
    assertThat(of("type: number", "1")).isEqualTo(Reason.ARGUMENT_TYPE);
    assertThat(of("type: integer", 1)).isEqualTo(Reason.GRANTED);
    assertThat(of("type: integer", 1.0)).isEqualTo(Reason.GRANTED);
    assertThat(of("type: integer", 1.5)).isEqualTo(Reason.ARGUMENT_TYPE);
    assertThat(of("type: integer", true)).isEqualTo(Reason.ARGUMENT_TYPE);
    assertThat(of("type: boolean", true)).isEqualTo(Reason.GRANTED);
    assertThat(of("type: boolean", "true")).isEqualTo(Reason.ARGUMENT_TYPE);
    assertThat(of("type: object", Map.of("x", 1))).isEqualTo(Reason.GRANTED);
    assertThat(of("type: object", List.of())).isEqualTo(Reason.ARGUMENT_TYPE);
    assertThat(of("type: array", List.of(1))).isEqualTo(Reason.GRANTED);
    assertThat(of("type: array", Map.of())).isEqualTo(Reason.ARGUMENT_TYPE);
    assertThat(of("", new Object())).isEqualTo(Reason.GRANTED);
  }

  @Test
  void numbers_areComparedExactly() {
    String small = "type: number, min: -1.5, max: 9007199254740992";
    assertThat(of(small, -1.5)).isEqualTo(Reason.GRANTED);
    assertThat(of(small, -1.6)).isEqualTo(Reason.ARGUMENT_VALUE);
    assertThat(of(small, 9007199254740993L)).isEqualTo(Reason.ARGUMENT_VALUE);
    assertThat(of(small, BigInteger.ONE.shiftLeft(64))).isEqualTo(Reason.ARGUMENT_VALUE);
    assertThat(of(small, BigInteger.ONE.shiftLeft(64).negate())).isEqualTo(Reason.ARGUMENT_VALUE);
    assertThat(of(small, Double.NaN)).isEqualTo(Reason.ARGUMENT_TYPE);
    assertThat(of(small, Double.NEGATIVE_INFINITY)).isEqualTo(Reason.ARGUMENT_TYPE);
    assertThat(of("type: number, max: 1", 1e308)).isEqualTo(Reason.ARGUMENT_VALUE);
  }

  @Test
  void lengths_areOfCodePointsAndOctets() {
    assertThat(of("type: string, maxLength: 2", "\ud83d\ude00\ud83d\ude00"))
        .isEqualTo(Reason.GRANTED);
    assertThat(of("type: string, maxLength: 2", "abc")).isEqualTo(Reason.ARGUMENT_VALUE);
    assertThat(of("type: string, minLength: 2", "\ud83d\ude00")).isEqualTo(Reason.ARGUMENT_VALUE);
    assertThat(of("type: string, maxBytes: 4", "\ud83d\ude00")).isEqualTo(Reason.GRANTED);
    assertThat(of("type: string, maxBytes: 4", "\u20ac\u20ac")).isEqualTo(Reason.ARGUMENT_VALUE);
  }

  @Test
  void pattern_isOfTheWholeText() {
    assertThat(of("type: string, pattern: \"[a-z]+\"", "abc")).isEqualTo(Reason.GRANTED);
    assertThat(of("type: string, pattern: \"[a-z]+\"", "abc\n")).isEqualTo(Reason.ARGUMENT_VALUE);
    assertThat(of("type: string, pattern: \"a|b\"", "ac")).isEqualTo(Reason.ARGUMENT_VALUE);
  }

  @Test
  void values_areOfTheirTypes() {
    assertThat(of("enum: [a, 1, true]", "a")).isEqualTo(Reason.GRANTED);
    assertThat(of("enum: [a, 1, true]", 1.0)).isEqualTo(Reason.GRANTED);
    assertThat(of("enum: [a, 1, true]", "1")).isEqualTo(Reason.ARGUMENT_VALUE);
    assertThat(of("enum: [a, 1, true]", "true")).isEqualTo(Reason.ARGUMENT_VALUE);
    assertThat(of("const: x", "x")).isEqualTo(Reason.GRANTED);
    assertThat(of("const: x", "y")).isEqualTo(Reason.ARGUMENT_VALUE);
  }

  @Test
  void urls_areOfTheirSchemesAndHosts() {
    String rule = "type: url, schemes: [https], hosts: [api.example.com, \"*.example.org\"]";
    assertThat(of(rule, "https://api.example.com/a")).isEqualTo(Reason.GRANTED);
    assertThat(of(rule, "https://a.example.org/")).isEqualTo(Reason.GRANTED);
    for (String other :
        List.of(
            "http://api.example.com/",
            "https://api.example.com.evil.net/",
            "https://api.example.com@evil.net/",
            "https://evil.net/#api.example.com",
            "https://example.org/",
            "//api.example.com/",
            "file:///etc/passwd",
            "https://api.example.com/%2e%2e/")) {
      assertThat(of(rule, other)).as(other).isEqualTo(Reason.ARGUMENT_VALUE);
    }
  }

  @Test
  void urls_mayHaveAddressesForHosts() {
    String rule = "type: url, hosts: [192.0.2.1, \"[2001:db8::]/32\"]";
    assertThat(of(rule, "https://192.0.2.1/a")).isEqualTo(Reason.GRANTED);
    assertThat(of(rule, "https://[2001:db8::7]/a")).isEqualTo(Reason.GRANTED);
    assertThat(of(rule, "https://192.0.2.2/a")).isEqualTo(Reason.ARGUMENT_VALUE);
    assertThat(of(rule, "https://[2001:db9::]/a")).isEqualTo(Reason.ARGUMENT_VALUE);
  }

  @Test
  void nested_areClosedToo() {
    Engine engine =
        engine(
            "\"o.mode\": { enum: [r], required: true }, \"files[].path\": { type: path },"
                + " files: { type: array, maxItems: 2 }");
    assertThat(reason(engine, Map.of("o", Map.of("mode", "r")))).isEqualTo(Reason.GRANTED);
    assertThat(reason(engine, Map.of())).isEqualTo(Reason.GRANTED);
    assertThat(reason(engine, Map.of("o", Map.of()))).isEqualTo(Reason.ARGUMENT_MISSING);
    assertThat(reason(engine, Map.of("o", Map.of("mode", "r", "x", 1))))
        .isEqualTo(Reason.ARGUMENT_UNKNOWN);
    assertThat(reason(engine, Map.of("o", "r"))).isEqualTo(Reason.ARGUMENT_TYPE);
    assertThat(reason(engine, Map.of("files", List.of(Map.of("path", "a"), Map.of("path", "b")))))
        .isEqualTo(Reason.GRANTED);
    assertThat(reason(engine, Map.of("files", List.of(Map.of("path", "../a")))))
        .isEqualTo(Reason.ARGUMENT_VALUE);
    assertThat(reason(engine, Map.of("files", List.of(Map.of(), Map.of(), Map.of()))))
        .isEqualTo(Reason.ARGUMENT_VALUE);
    assertThat(reason(engine, Map.of("files", Arrays.asList((Object) null))))
        .isEqualTo(Reason.ARGUMENT_TYPE);
  }

  @Test
  void denial_namesTheArgumentsRule() {
    Decision decision =
        engine("a: { type: integer }")
            .decide(new Request.ToolCall("t", Map.of("a", "secret")), Policies.by(null, null));
    assertThat(decision.rule().path()).isEqualTo("tools.t.arguments.a");
    assertThat(decision.rule().line()).isEqualTo(3);
    assertThat(decision.toString()).doesNotContain("secret");
  }

  @Test
  void text_hasNoNul() {
    assertThat(of("type: string", "a\n\t\u001b")).isEqualTo(Reason.GRANTED);
    assertThat(of("type: string", "a\0")).isEqualTo(Reason.ARGUMENT_VALUE);
  }

  private static Engine tool(String keys) {
    return Policies.engine("tools:\n  t: { " + keys + " }\n");
  }

  @Test
  void size_countsNamesAndValues_eachAsOneAtLeast() {
    Engine engine = tool("limits: { arguments: 10 }");
    assertThat(reason(engine, Map.of("name", "123456"))).isEqualTo(Reason.GRANTED);
    assertThat(reason(engine, Map.of("name", "1234567"))).isEqualTo(Reason.ARGUMENT_SIZE);
    // Three octets each in UTF-8.
    assertThat(reason(engine, Map.of("name", "\u20ac\u20ac"))).isEqualTo(Reason.GRANTED);
    assertThat(reason(engine, Map.of("name", "\u20ac\u20ac\u20ac")))
        .isEqualTo(Reason.ARGUMENT_SIZE);
    assertThat(reason(engine, Map.of("name", List.of("", "", "", "", ""))))
        .isEqualTo(Reason.GRANTED);
    assertThat(reason(engine, Map.of("name", List.of("", "", "", "", "", ""))))
        .isEqualTo(Reason.ARGUMENT_SIZE);
    // Nor can there be any number of empty objects and lists.
    assertThat(reason(engine, Map.of("name", Collections.nCopies(5, Map.of()))))
        .isEqualTo(Reason.GRANTED);
    assertThat(reason(engine, Map.of("name", Collections.nCopies(6, List.of()))))
        .isEqualTo(Reason.ARGUMENT_SIZE);
    assertThat(reason(engine, Map.of("name", 1234567))).isEqualTo(Reason.ARGUMENT_SIZE);
  }

  @Test
  void depth_countsObjectsAndLists() {
    Engine engine = tool("limits: { depth: 2 }");
    assertThat(reason(engine, Map.of("a", Map.of("b", 1)))).isEqualTo(Reason.GRANTED);
    assertThat(reason(engine, Map.of("a", List.of(1)))).isEqualTo(Reason.GRANTED);
    assertThat(reason(engine, Map.of("a", List.of(List.of())))).isEqualTo(Reason.ARGUMENT_SIZE);
    Object deep = Map.of();
    for (int i = 0; i < 100_000; i++) {
      deep = Map.of("a", deep);
    }
    assertThat(reason(engine, (Map<?, ?>) deep)).isEqualTo(Reason.ARGUMENT_SIZE);
  }

  @Test
  void bounds_ofAllEntriesThatFit_hold() {
    Engine engine =
        Policies.engine(
            "tools: { t: { limits: { arguments: 100 } }, '*': { limits: { arguments: 5 } } }");
    assertThat(reason(engine, Map.of("a", "1234"))).isEqualTo(Reason.GRANTED);
    assertThat(reason(engine, Map.of("a", "12345"))).isEqualTo(Reason.ARGUMENT_SIZE);
  }

  @Test
  void argumentThatLooksLikeASecret_isDeniedWhereThatIsAskedFor() {
    Map<String, Object> secret = Map.of("b", List.of(Map.of("c", "key " + SECRET)), "a", "x");
    Engine denying = tool("secret-arguments: deny");
    assertThat(reason(denying, secret)).isEqualTo(Reason.ARGUMENT_SECRET);
    assertThat(reason(denying, Map.of("a", "x"))).isEqualTo(Reason.GRANTED);
    assertThat(reason(tool("mode: audit"), secret)).isEqualTo(Reason.GRANTED);
    assertThat(denying.secretsIn(new Request.ToolCall("t", secret))).containsExactly("b");
    assertThat(tool("mode: audit").secretsIn(new Request.ToolCall("t", secret)))
        .containsExactly("b");
    assertThat(tool("secret-arguments: allow").secretsIn(new Request.ToolCall("t", secret)))
        .isEmpty();
  }

  @Test
  void secrets_areLookedForHoweverDeepArgumentsAre() {
    Object deep = SECRET;
    for (int i = 0; i < 100_000; i++) {
      deep = i % 2 == 0 ? List.of(deep) : Map.of("a", deep);
    }
    Request.ToolCall call = new Request.ToolCall("t", Map.of("a", deep, "b", List.of(List.of())));
    assertThat(tool("mode: audit").secretsIn(call)).containsExactly("a");
  }

  @Test
  void secrets_thatOneEntryAllows_areDeniedByAnother() {
    Engine engine =
        Policies.engine(
            "tools: { t: { secret-arguments: allow }, '*': { secret-arguments: deny } }");
    assertThat(reason(engine, Map.of("a", SECRET))).isEqualTo(Reason.ARGUMENT_SECRET);
  }

  @Test
  void argumentsThatCantBeTold_fitNoRule() {
    Request.ToolCall untold = new Request.ToolCall("t", null);
    for (String keys :
        List.of(
            "arguments: { a: {} }",
            "limits: { depth: 9 }",
            "limits: { arguments: 9 }",
            "secret-arguments: deny")) {
      assertThat(tool(keys).decide(untold, Policies.by(null, null)).denies()).as(keys).isTrue();
    }
    assertThat(tool("mode: audit").decide(untold, Policies.by(null, null)).denies()).isFalse();
  }

  @Test
  void schemaDenial_isThatOfTheEntryThatAsksForIt() {
    Engine engine = Policies.engine("tools: { t: {}, '*': { input-schema: check } }");
    Decision denial = engine.schemaDenial(new Request.ToolCall("t"));
    assertThat(denial.reason()).isEqualTo(Reason.ARGUMENT_SCHEMA);
    assertThat(denial.rule().path()).isEqualTo("tools.*.input-schema");
    assertThat(tool("input-schema: ignore").schemaDenial(new Request.ToolCall("t"))).isNull();
  }
}
