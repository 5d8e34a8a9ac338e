package dev.sallyport.agent.learn;

import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.match.UriGlob;
import dev.sallyport.policy.model.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What evidence adds to a policy. */
public final class Learning {
  /** Fewer calls than these may not have shown all that a tool does. */
  static final int FEW_CALLS = 5;

  private static final List<String> SECTIONS = List.of("tools", "resources", "prompts");

  private final Evidence evidence;
  private final Policy policy;
  private final Engine engine;
  private final boolean fresh;
  private final Set<String> virtual;
  private final Branch root = new Branch();

  /**
   * @param policy what is granted already: the policy that is added to, or the built-in one
   * @param engine of that policy
   * @param fresh whether there is no policy yet
   */
  public Learning(Evidence evidence, Policy policy, Engine engine, boolean fresh) {
    this.evidence = evidence;
    this.policy = policy;
    this.engine = engine;
    this.fresh = fresh;
    this.virtual = policy.virtualTools();
    learn();
  }

  Branch root() {
    return root;
  }

  boolean fresh() {
    return fresh;
  }

  Trail trail() {
    return evidence.trail();
  }

  /** Whether there is no record to learn from. */
  public boolean isEmpty() {
    return trail().isEmpty();
  }

  /** How many calls it was learned from. */
  public long calls() {
    return trail().calls();
  }

  /** What is missing in the records, in words; empty where nothing is known to be. */
  public String gaps() {
    return trail().gaps();
  }

  /** How many rules there are to add. */
  public long rules() {
    return root.rules();
  }

  /** How much was seen that is not granted by learning. */
  public long refusals() {
    return root.refusals();
  }

  private void learn() {
    Map<Subject, Evidence.Seen> subjects = subjects();
    for (String section : SECTIONS) {
      subjects.forEach(
          (subject, seen) -> {
            if (subject.section().equals(section)) {
              primitive(subject, seen);
            }
          });
    }
    subjects.forEach(
        (subject, seen) -> {
          if (subject.section().equals(Subject.RUNTIME)) {
            server(subject, seen);
          }
        });
    neverCalled(subjects);
  }

  /** Which of several a tool was tells something where the policy tells them apart. */
  private Map<Subject, Evidence.Seen> subjects() {
    Map<Subject, Evidence.Seen> subjects = new TreeMap<>();
    evidence
        .seen()
        .forEach(
            (subject, seen) -> {
              Subject known = virtual.contains(subject.virtual()) ? subject : subject.whole();
              subjects.computeIfAbsent(known, first -> new Evidence.Seen()).addAll(seen);
            });
    return subjects;
  }

  private void primitive(Subject subject, Evidence.Seen seen) {
    String key = key(subject);
    Decision call =
        engine.decideWithoutConditions((Principal.Primitive) subject.principal(), null, null);
    boolean listed = call.reason() != Reason.NOT_LISTED;
    Sighting calls = seen.calls.values().stream().reduce(Sighting::and).orElse(null);
    boolean used = calls != null || (seen.refusedCalls.isEmpty() && !seen.done.isEmpty());
    String bar = bar(call, key, used);
    if (bar.isEmpty() && isUnknown(subject) && seen.done.isEmpty()) {
      bar = "the server does not list it";
    }
    Branch branch = new Branch();
    Operations operations = new Operations(policy, engine, subject, !fresh && listed);
    operations.learn(seen, bar, branch);
    seen.refusedCalls.forEach(
        (why, times) -> branch.refused.add(0, new Branch.Refused("calls", why, times.text())));
    if (!bar.isEmpty() && calls != null && seen.refusedCalls.isEmpty()) {
      branch.refused.add(0, new Branch.Refused("calls", bar, calls.text()));
    }
    branch.withheld = !bar.isEmpty() || key == null;
    if (branch.isEmpty() && (branch.withheld || listed)) {
      return;
    }
    if ((!listed && !branch.withheld) || !branch.members.isEmpty()) {
      branch.above.addAll(said(subject, seen, calls));
    }
    root.member(subject.section()).members.put(key == null ? subject.name() : key, branch);
  }

  private boolean isUnknown(Subject subject) {
    Set<String> listed = trail().tools();
    return subject.section().equals("tools")
        && !listed.isEmpty()
        && !listed.contains(subject.name());
  }

  /** Why nothing of it is granted; empty where it may be. */
  private static String bar(Decision call, @Nullable String key, boolean used) {
    if (key == null) {
      return "no key of a policy names it";
    }
    if (call.reason() == Reason.DENIED) {
      return "`" + call.rule() + "` denies it";
    }
    return used ? "" : "no call of it went through as it should";
  }

  private @Nullable String key(Subject subject) {
    if (!subject.section().equals("resources")) {
      return NameGlob.quote(subject.virtual().isEmpty() ? subject.name() : subject.virtual());
    }
    int query = subject.name().indexOf('?');
    String uri = query < 0 ? subject.name() : subject.name().substring(0, query);
    try {
      UriGlob.parse(uri);
      boolean plain = uri.indexOf('*') < 0;
      return plain ? uri : uri.replace("*", "%2A");
    } catch (Malformed e) {
      return null;
    }
  }

  private static List<String> said(Subject subject, Evidence.Seen seen, @Nullable Sighting calls) {
    List<String> said = new ArrayList<>();
    if (calls == null) {
      said.add("What it did was recorded, but no call of it.");
      return said;
    }
    boolean one = calls.count() == 1;
    said.add(calls.count() + (one ? " call, " : " calls, ") + calls.text().split(", ", 2)[1]);
    if (calls.count() < FEW_CALLS) {
      said.add("Few calls: it may need more than it has shown.");
    }
    if (subject.section().equals("tools") && !Operations.changes(seen.done.keySet())) {
      said.add("It changed nothing; `risk: read` would hold it to that.");
    }
    return said;
  }

  private void server(Subject subject, Evidence.Seen seen) {
    Branch branch = new Branch();
    if (subject.isStarting() && policy.runtime().starting() == null) {
      return;
    }
    new Operations(policy, engine, subject, !fresh && policy.runtime().serving() != null)
        .learn(seen, "", branch);
    if (!branch.isEmpty()) {
      if (!branch.members.isEmpty()) {
        branch.above.add(
            subject.isStarting()
                ? "The server itself, until its first request"
                : "The server itself, after its first request");
      }
      branch.withheld = branch.members.isEmpty();
      root.member(Subject.RUNTIME).members.put(subject.name(), branch);
    }
  }

  /** A tool that nobody uses is one less to be misused. */
  private void neverCalled(Map<Subject, Evidence.Seen> subjects) {
    for (String tool : evidence.trail().tools()) {
      boolean seen =
          subjects.keySet().stream()
              .anyMatch(one -> one.section().equals("tools") && one.name().equals(tool));
      Decision call = engine.decideWithoutConditions(new Principal.Tool(tool), null, null);
      if (!seen && call.reason() != Reason.DENIED) {
        Branch branch = new Branch();
        branch.withheld = true;
        branch.refused.add(
            new Branch.Refused(
                Quotes.YAML.key(NameGlob.quote(tool)) + ": deny",
                "it is listed, and was never called",
                ""));
        root.member("tools").members.put(NameGlob.quote(tool), branch);
      }
    }
  }
}
