package dev.sallyport.agent.export;

import dev.sallyport.agent.audit.AuditReader;
import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.audit.RecordWriter;
import dev.sallyport.agent.record.Action;
import dev.sallyport.agent.record.Arguments;
import dev.sallyport.agent.record.Asker;
import dev.sallyport.agent.record.Consent;
import dev.sallyport.agent.record.Entries;
import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Envelope;
import dev.sallyport.agent.record.Outcome;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Phase;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Rule;
import dev.sallyport.policy.decide.Verdict;
import dev.sallyport.policy.model.Mode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Records of every kind that there is, as the audit file has them. */
final class Records {
  static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

  /** What the gates decide on: the gate, the operation, a target. */
  private static final List<List<String>> SUBJECTS =
      List.of(
          List.of("file", "read", "/etc/passwd"),
          List.of("file", "stat", "/"),
          List.of("file", "list", "/srv"),
          List.of("file", "write", "/srv/a=b|c\\d\ne.txt"),
          List.of("file", "delete", "/srv/ä 😀"),
          List.of("file", "move", "/srv/a"),
          List.of("file", "touch", "files touched"),
          List.of("file", "read", "bytes read"),
          List.of("file", "passthrough", "api.example.com:443"),
          List.of("network", "connect", "localhost (127.0.0.1:8080)"),
          List.of("network", "connect", "10.1.2.3:443"),
          List.of("network", "connect", "[0:0:0:0:0:0:0:1]:443"),
          List.of("network", "connect", "localhost ([0:0:0:0:0:0:0:1]:443)"),
          List.of("network", "tunnel", "api.example.com:443"),
          List.of("network", "send", "bytes sent"),
          List.of("network", "receive", "bytes received"),
          List.of("network", "listen", "0.0.0.0:0"),
          List.of("network", "listen-for-answers", "0.0.0.0:0"),
          List.of("network", "join", "224.0.0.1:5000"),
          List.of("dns", "resolve", "metrics.example"),
          List.of("dns", "reverse", "10.1.2.3"),
          List.of("http", "get", "https://api.example.com/a?b=c"),
          List.of("http", "delete", "http://127.0.0.1:8080/x"),
          List.of("http", "purge", "http://127.0.0.1:8080/x"),
          List.of("http", "unseen", "api.example.com (10.1.2.3:443)"),
          List.of("http", "get", "http://a@b:x/"),
          List.of("credential", "send", "https://api.example.com/"),
          List.of("credential", "disclose", "read_file"),
          List.of("mcp", "client", "stdio"),
          List.of("process", "start", "/usr/bin/git"),
          List.of("process", "destroy", "4242"),
          List.of("process", "describe", "4242"),
          List.of("process", "list", "others"),
          List.of("environment", "read", "PATH"),
          List.of("environment", "set", "PATH"),
          List.of("library", "load", "/usr/lib/libx.so"),
          List.of("jvm", "exit", "exit"),
          List.of("agent", "touch", "java.lang.SallyportGate"),
          List.of("agent", "check", ""),
          List.of("inbound", "arrive", "evil.example"),
          List.of("later", "unknown", "to us"));

  /** What a client asks for. */
  private static final List<List<String>> ASKED =
      List.of(
          List.of("tool", "call"),
          List.of("tool", "answer"),
          List.of("resource", "read"),
          List.of("resource", "subscribe"),
          List.of("resource", "complete"),
          List.of("prompt", "get"),
          List.of("prompt", "complete"));

  private static final List<String> STATES =
      List.of(
          "start",
          "credentials",
          "posture",
          "ready",
          "framework",
          "reload",
          "shadow",
          "fault",
          "gap",
          "export",
          "inventory",
          "pin",
          "screening",
          "contradiction",
          "later",
          "stop");

  private Records() {}

  /** A record of each kind, each decision allowed, blocked and observed. */
  static List<AuditRecord> all() {
    List<AuditRecord> all = new ArrayList<>();
    for (Action action : Action.values()) {
      for (List<String> subject : SUBJECTS) {
        all.add(of(decision(subject.get(0), subject.get(1), subject.get(2), action)));
      }
      for (List<String> asked : ASKED) {
        all.add(of(asked(asked.get(0), asked.get(1), action)));
      }
    }
    for (Outcome outcome : Outcome.values()) {
      all.add(of(Entries.ended(12, outcome, 3)));
      all.add(of(Entries.ended(new Principal.Prompt("review"), 12, outcome, 0)));
      all.add(of(Entries.ended(new Principal.Resource("db://main/x"), 12, outcome, 0)));
    }
    for (String kind : STATES) {
      all.add(of(new Entry.StateChanged(Entries.NOON, kind, Map.of("what", "a=b", "lost", "3"))));
      all.add(of(new Entry.StateChanged(Entries.NOON, kind, Map.of())));
    }
    return all;
  }

  static AuditRecord of(Entry entry) {
    String line = new String(new RecordWriter(Entries.ORIGIN).line(entry), StandardCharsets.UTF_8);
    return Objects.requireNonNull(new AuditReader().record(line.stripTrailing()));
  }

  /** A decision on what a call does. */
  static Entry.DecisionMade decision(String gate, String operation, String target, Action action) {
    return made(
        new Principal.Tool("read_file"), gate, operation, target, action, Asker.UNKNOWN, "");
  }

  /** A decision on a call itself, by a caller who is known. */
  static Entry.DecisionMade asked(String kind, String operation, Action action) {
    Principal.Primitive of =
        switch (kind) {
          case "tool" -> new Principal.Tool("read_file");
          case "prompt" -> new Principal.Prompt("review");
          default -> new Principal.Resource("db://main/x");
        };
    Asker asker = new Asker("ada", List.of("reviewer", "ops"), "acme", "cli/1.0", "bearer", "s-77");
    return made(of, kind, operation, of.name(), action, asker, PARENT);
  }

  /** A decision of the server's own. */
  static Entry.DecisionMade ofServer(String target, Action action) {
    return made(
        new Principal.Server(Phase.SERVING), "file", "read", target, action, Asker.UNKNOWN, "");
  }

  private static Entry.DecisionMade made(
      Principal principal,
      String gate,
      String operation,
      String target,
      Action action,
      Asker asker,
      String traceparent) {
    boolean allowed = action == Action.ALLOWED;
    Decision decision =
        allowed
            ? new Decision(Verdict.ALLOW, new Rule("tools.read_file.x[0]", 14), Reason.GRANTED)
            : new Decision(Verdict.DENY, new Rule("tools.read_file", 12), Reason.NOT_GRANTED);
    boolean ofCall = principal instanceof Principal.Primitive;
    return new Entry.DecisionMade(
        Entries.NOON + 123_456_789,
        7,
        principal,
        ofCall ? "c1" : "",
        gate,
        operation,
        target,
        decision,
        action,
        action == Action.OBSERVED ? Mode.AUDIT : Mode.ENFORCE,
        Entries.DIGEST,
        "hook.of." + gate,
        "worker 1",
        /* late= */ true,
        traceparent.isEmpty()
            ? Arguments.NONE
            : new Arguments(List.of("path", "encoding"), Map.of("/path", "a.txt")),
        Envelope.of(traceparent),
        /* times= */ 3,
        gate.equals("process") ? List.of("SECRET", "TOKEN") : List.of(),
        gate.equals("process") ? List.of("status", "*") : List.of(),
        gate.equals("credential") ? "github" : "",
        asker,
        /* retryAfter= */ allowed ? 0 : 30,
        allowed ? Consent.NONE : Consent.asked("k7", Entries.NOON),
        allowed ? null : Entries.ALLOWED);
  }
}
