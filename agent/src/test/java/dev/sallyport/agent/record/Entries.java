package dev.sallyport.agent.record;

import dev.sallyport.agent.record.Entry.CallEnded;
import dev.sallyport.agent.record.Entry.DecisionMade;
import dev.sallyport.agent.record.Entry.StateChanged;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Phase;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Rule;
import dev.sallyport.policy.decide.Verdict;
import dev.sallyport.policy.model.Mode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Entries as tests need them: call {@code c1} of the tool {@code read_file}, or the server. */
public final class Entries {
  public static final String DIGEST = "sha256:ab12";
  public static final Origin ORIGIN = new Origin("github-files", "4f1c9a", DIGEST, "0.1.0");
  public static final long NOON = Times.nanos(Instant.parse("2026-01-02T12:00:00Z"));

  public static final Decision ALLOWED =
      new Decision(Verdict.ALLOW, new Rule("tools.read_file.files.read[0]", 14), Reason.GRANTED);
  public static final Decision DENIED =
      new Decision(Verdict.DENY, new Rule("tools.read_file.files.deny[0]", 16), Reason.DENIED);
  public static final Decision RUNTIME =
      new Decision(Verdict.ALLOW, new Rule("built-in.runtime", 0), Reason.RUNTIME);

  private Entries() {}

  /** The decision that opens call {@code c1}. */
  public static DecisionMade toolCall(String traceparent) {
    return invocation(new Principal.Tool("read_file"), "call", traceparent);
  }

  /** The decision that opens call {@code c1}, whatever was asked for. */
  public static DecisionMade invocation(
      Principal.Primitive of, String operation, String traceparent) {
    return invocation(of, operation, Envelope.of(traceparent));
  }

  /** The same, of a request that came with all that. */
  public static DecisionMade invocation(
      Principal.Primitive of, String operation, Envelope envelope) {
    return invocation(of, operation, envelope, Consent.NONE);
  }

  /** The decision that opens call {@code c1}, of which somebody was asked. */
  public static DecisionMade approved(Consent consent) {
    return invocation(new Principal.Tool("read_file"), "call", Envelope.NONE, consent);
  }

  private static DecisionMade invocation(
      Principal.Primitive of, String operation, Envelope envelope, Consent consent) {
    return new DecisionMade(
        NOON,
        1,
        of,
        "c1",
        of.kind(),
        operation,
        of.name(),
        new Decision(Verdict.ALLOW, new Rule("tools.read_file", 12), Reason.GRANTED),
        Action.ALLOWED,
        Mode.ENFORCE,
        DIGEST,
        "tool.call",
        "main",
        false,
        new Arguments(List.of("path", "encoding"), Map.of()),
        envelope,
        1,
        List.of(),
        List.of(),
        "",
        Asker.UNKNOWN,
        0,
        consent,
        /* shadow= */ null);
  }

  /** A file read inside call {@code c1}, so many milliseconds after noon. */
  public static DecisionMade fileRead(int millis, String target, Decision decision, Action action) {
    return made(millis, new Principal.Tool("read_file"), "c1", target, decision, action, false);
  }

  /** A file read inside call {@code c1} that is allowed, in audit mode. */
  public static DecisionMade auditing(String target) {
    return made(
        1,
        new Principal.Tool("read_file"),
        "c1",
        target,
        ALLOWED,
        Action.ALLOWED,
        Mode.AUDIT,
        false);
  }

  /** A file read after call {@code c1} has answered. */
  public static DecisionMade lateRead(int millis, String target) {
    return made(
        millis, new Principal.Tool("read_file"), "c1", target, DENIED, Action.BLOCKED, true);
  }

  /** A file read of the server itself. */
  public static DecisionMade serverRead(int millis, String target, Decision decision) {
    Action action = decision.denies() ? Action.BLOCKED : Action.ALLOWED;
    return made(millis, new Principal.Server(Phase.SERVING), "", target, decision, action, false);
  }

  public static CallEnded ended(int millis, Outcome outcome, int denials) {
    return ended(new Principal.Tool("read_file"), millis, outcome, denials);
  }

  public static CallEnded ended(Principal.Primitive of, int millis, Outcome outcome, int denials) {
    return new CallEnded(
        NOON + millis * 1_000_000L, NOON, "c1", of, outcome, denials, DIGEST, Volume.NONE, "");
  }

  public static StateChanged state(String kind) {
    return new StateChanged(NOON, kind, Map.of("policy", "sha256:ab12", "mode", "enforce"));
  }

  private static DecisionMade made(
      int millis,
      Principal principal,
      String call,
      String target,
      Decision decision,
      Action action,
      boolean late) {
    Mode mode = action == Action.OBSERVED ? Mode.AUDIT : Mode.ENFORCE;
    return made(millis, principal, call, target, decision, action, mode, late);
  }

  private static DecisionMade made(
      int millis,
      Principal principal,
      String call,
      String target,
      Decision decision,
      Action action,
      Mode mode,
      boolean late) {
    return new DecisionMade(
        NOON + millis * 1_000_000L,
        2 + millis,
        principal,
        call,
        "file",
        "read",
        target,
        decision,
        action,
        mode,
        DIGEST,
        "file.open.read",
        "worker-1",
        late,
        Arguments.NONE,
        Envelope.NONE,
        1,
        List.of(),
        List.of(),
        "",
        Asker.UNKNOWN,
        0,
        Consent.NONE,
        /* shadow= */ null);
  }
}
