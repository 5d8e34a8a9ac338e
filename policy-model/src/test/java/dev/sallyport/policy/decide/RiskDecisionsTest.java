package dev.sallyport.policy.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.model.Risk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RiskDecisionsTest {
  private static final String GRANTS =
      "files: { read: [\"/a/**\"], write: [\"/a/**\"], delete: [\"/a/**\"] },"
          + " http: [\"GET,POST https://api.example.com/**\"],"
          + " exec: [{ program: /bin/true }]";
  private static final String URL = "https://api.example.com/x";

  private static final List<Request> CHANGES =
      List.of(
          Policies.file(FileOperation.WRITE, "/a/b"),
          Policies.file(FileOperation.DELETE, "/a/b"),
          new Request.Http("POST", URL),
          new Request.Exec("/bin/true", List.of()));

  @Test
  void toolThatOnlyReads_changesNothing_whateverItIsGranted() {
    Grants grants = Policies.tool("{ risk: read, " + GRANTS + " }");

    for (Request change : CHANGES) {
      assertThat(grants.decide(change))
          .as("%s", change)
          .extracting(Decision::reason)
          .isEqualTo(Reason.RISK);
      assertThat(grants.decide(change).rule().path()).isEqualTo("tools.t.risk");
    }
    assertThat(grants.decide(Policies.file(FileOperation.READ, "/a/b")).denies()).isFalse();
    assertThat(grants.decide(new Request.Http("GET", URL)).denies()).isFalse();
    assertThat(grants.decide(Policies.file(FileOperation.WRITE, "/c")).reason())
        .isEqualTo(Reason.NOT_GRANTED);
  }

  @Test
  void otherTools_changeWhatTheyAreGranted() {
    for (String risk : List.of("", "risk: write, ", "risk: destructive, ")) {
      Grants grants = Policies.tool("{ " + risk + GRANTS + " }");
      assertThat(CHANGES).noneMatch(change -> grants.decide(change).denies());
    }
  }

  @Test
  void ofTwoEntries_theMoreSpecificSaysTheRisk() {
    Engine engine =
        Policies.engine("tools: { \"*\": { risk: read }, t: { risk: write }, u: {} }\n");

    assertThat(engine.risk(new Principal.Tool("t"))).isEqualTo(Risk.WRITE);
    assertThat(engine.risk(new Principal.Tool("u"))).isEqualTo(Risk.READ);
  }

  private static final String TIERS =
      """
      default: allow
      tiers: { destructive: { approval: { from: [owner] } } }
      tools:
        drop: { risk: destructive }
        note: { risk: write }
        own: { risk: destructive, approval: { from: [me] } }
        plain: {}
      """;

  private static Decision decide(String tool, @Nullable Risk hint) {
    return Policies.engine(TIERS)
        .decide(
            new Request.ToolCall(tool, Map.of()),
            new Circumstances(null, null, hint, Instant.EPOCH, Past.NOTHING));
  }

  @Test
  void tier_saysWhoApproves_whereTheToolDoesNot() {
    assertThat(decide("drop", null).rule().path()).isEqualTo("tiers.destructive.approval");
    assertThat(decide("drop", null).verdict()).isEqualTo(Verdict.APPROVE);
    assertThat(decide("own", null).rule().path()).isEqualTo("tools.own.approval");
    assertThat(decide("note", null).verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(decide("plain", null).verdict()).isEqualTo(Verdict.ALLOW);
  }

  @Test
  void whatAToolSaysOfItself_countsWhereThePolicyDoesNotSay() {
    assertThat(decide("plain", Risk.DESTRUCTIVE).verdict()).isEqualTo(Verdict.APPROVE);
    assertThat(decide("unlisted", Risk.DESTRUCTIVE).verdict()).isEqualTo(Verdict.APPROVE);
    assertThat(decide("note", Risk.DESTRUCTIVE).verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(decide("drop", Risk.READ).verdict()).isEqualTo(Verdict.APPROVE);
  }

  @Test
  void contradictions_areDenied_whereAnyEntrySaysSo() {
    Engine engine = Policies.engine("tools: { \"*\": { hints: deny }, t: { hints: record } }\n");
    Decision denied = engine.contradicted(new Principal.Tool("t"));

    assertThat(denied).isNotNull();
    assertThat(denied.rule().path()).isEqualTo("tools.*.hints");
    assertThat(Policies.engine("tools: { t: {} }\n").contradicted(new Principal.Tool("t")))
        .isNull();
  }
}
