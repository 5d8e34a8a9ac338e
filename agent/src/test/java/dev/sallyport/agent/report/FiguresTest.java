package dev.sallyport.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.read.PolicyReader;
import dev.sallyport.policy.read.Reading;
import dev.sallyport.policy.read.Variables;
import dev.sallyport.policy.source.Source;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FiguresTest {
  private static final String POLICY =
      """
      sallyport: 1
      credentials:
        forge: { env: FORGE_TOKEN, hosts: [forge.example.com] }
        mail: { env: MAIL_TOKEN, hosts: [mail.example.com] }
      tools:
        read_issue: { risk: read, credentials: [forge] }
        "close_*": { risk: destructive, approval: { from: [owner], within: 5m }, credentials: [forge] }
        drop_branch: { risk: destructive }
        send_mail: { risk: write, credentials: [mail] }
        merge: deny
      """;

  private static Figure.Value value(String id, Lines lines, @Nullable String policy) {
    return figure(id, lines, policy).value();
  }

  private static Figure figure(String id, Lines lines, @Nullable String policy) {
    Facts facts = lines.facts();
    PolicyView view = policy == null ? null : view(policy);
    return Figures.of(facts, Tools.of(facts, Set.of()), view).stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static PolicyView view(String text) {
    Reading reading = PolicyReader.read(new Source("policy.yaml", text), new NoVariables());
    assertThat(reading.problems()).isEmpty();
    return new PolicyView(Objects.requireNonNull(reading.policy()), "0".repeat(64));
  }

  private static String why(Figure.Value value) {
    assertThat(value).isInstanceOf(Figure.Unknown.class);
    return ((Figure.Unknown) value).why();
  }

  /** Five tools answered; the policy has entries for four of them, one of which denies. */
  private static Lines answered() {
    Lines lines = new Lines();
    for (String tool : Set.of("read_issue", "close_issue", "drop_branch", "send_mail", "export")) {
      lines.call(tool, tool + "-1", "deny", "not-listed").end(tool, tool + "-1", "ok");
    }
    return lines;
  }

  @Test
  void coverage_countsToolsThatAnEntryFits_ofAllThatAreKnown() {
    Lines lines =
        answered().call("made_up", "m-1", "deny", "not-listed").end("made_up", "m-1", "error");

    Figure figure = figure("tools-covered", lines, POLICY);

    assertThat(figure.value()).isEqualTo(new Figure.Share(4, 5, "tools"));
    assertThat(figure.note()).isEqualTo("Not covered: export");
  }

  @Test
  void coverage_withoutAPolicy_isWhatTheInventorySays_elseNotKnown() {
    Lines told = new Lines().state("inventory", "a", "covered risk=write approval", "b", "hidden");

    assertThat(value("tools-covered", told, null)).isEqualTo(new Figure.Share(1, 2, "tools"));
    assertThat(why(value("tools-covered", answered(), null))).contains("--policy");
    assertThat(why(value("tools-covered", new Lines(), POLICY))).contains("no tool is known");
  }

  @Test
  void lifeOfCredentials_isNeverGuessed() {
    assertThat(why(value("credentials-short-lived", answered(), POLICY)))
        .isEqualTo(
            "a policy says where a secret comes from, not how long it lives"
                + " (from variables 2, from files 0, from properties 0)");
  }

  @Test
  void sharing_countsToolsOfOneSecret_grantedOrSeen() {
    assertThat(value("tools-sharing-secrets", answered(), POLICY))
        .isEqualTo(new Figure.Share(2, 3, "tools"));

    Lines seen = answered();
    for (String tool : Set.of("export", "send_mail")) {
      seen.decision(
          tool,
          tool,
          "http",
          "post",
          "https://mail.example.com/send",
          "allow",
          "granted",
          "credential",
          "mail");
    }
    assertThat(value("tools-sharing-secrets", seen, null))
        .isEqualTo(new Figure.Share(2, 2, "tools"));
    assertThat(why(value("tools-sharing-secrets", answered(), null))).contains("no policy");
  }

  @Test
  void approval_isCountedByRisk_ofToolsWhoseRiskIsSaid() {
    Figure destructive = figure("destructive-tools-approved", answered(), POLICY);

    assertThat(destructive.value()).isEqualTo(new Figure.Share(1, 2, "tools"));
    assertThat(destructive.note()).isEqualTo("Nobody says the risk of 1 more tool.");
    assertThat(value("write-tools-approved", answered(), POLICY))
        .isEqualTo(new Figure.Share(0, 1, "tools"));
    assertThat(why(value("write-tools-approved", answered(), null))).contains("no policy");
  }

  @Test
  void answers_areCountedOncePerQuestion_andTheirTimeIsTheMiddleOne() {
    Lines lines =
        new Lines()
            .call("close_issue", "1", "approve", "unapproved", "approval", Map.of("id", "q1"))
            .call("close_issue", "2", "allow", "approved", "approval", answer("q1", 10))
            .call("close_issue", "3", "deny", "disapproved", "approval", answer("q2", 30))
            .call("close_issue", "4", "allow", "approved", "approval", answer("q3", 50))
            .call("close_issue", "5", "allow", "approved", "approval", answer("q4", 20))
            .call("close_issue", "6", "approve", "unapproved", "approval", Map.of("id", "q5"));

    assertThat(value("approvals-given", lines, POLICY)).isEqualTo(new Figure.Share(3, 5, "calls"));
    assertThat(value("approvals-refused", lines, POLICY))
        .isEqualTo(new Figure.Share(1, 5, "calls"));
    assertThat(value("approval-time-median", lines, POLICY)).isEqualTo(new Figure.Time(25, 4));
  }

  private static Map<String, Object> answer(String id, int seconds) {
    return Map.of("id", id, "by", "mia", "waitedNanos", seconds * 1_000_000_000L);
  }

  @Test
  void answers_whereNobodyWasAsked_orNoTimeIsOnRecord_areNotKnown() {
    Lines untimed =
        new Lines()
            .call("a", "1", "allow", "approved", "approval", Map.of("id", "q1", "by", "mia"));

    assertThat(why(value("approvals-given", answered(), POLICY))).contains("nobody was asked");
    assertThat(why(value("approval-time-median", answered(), POLICY))).contains("nobody was asked");
    assertThat(why(value("approval-time-median", untimed, POLICY))).contains("do not hold when");
  }

  @Test
  void lineage_isWhole_whereCallAndCallerAndEndAreOnRecord() {
    Map<String, Object> ann = Map.of("subject", "ann", "by", "bearer");
    Lines lines =
        new Lines()
            .call("a", "1", "allow", "granted", "caller", ann)
            .decision("a", "1", "file", "read", "/x", "deny", "not-granted", "times", 2)
            .end("a", "1", "refused")
            .call("a", "2", "deny", "not-listed")
            .end("a", "2", "refused")
            .decision("a", "3", "file", "read", "/x", "deny", "not-granted");

    Figure figure = figure("incidents-with-lineage", lines, null);

    assertThat(figure.value()).isEqualTo(new Figure.Share(2, 4, "denials"));
    assertThat(figure.note()).startsWith("On record: the call 3, the caller 2, the end 3 of 4.");
    assertThat(why(value("incidents-with-lineage", new Lines(), null)))
        .contains("nothing was denied");
  }

  private static final class NoVariables implements Variables {
    @Override
    public @Nullable String env(String name) {
      return null;
    }

    @Override
    public @Nullable String property(String name) {
      return null;
    }
  }
}
