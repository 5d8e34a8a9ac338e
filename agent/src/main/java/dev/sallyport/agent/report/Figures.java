package dev.sallyport.agent.report;

import dev.sallyport.agent.report.Figure.Share;
import dev.sallyport.agent.report.Figure.Time;
import dev.sallyport.policy.model.Credential;
import dev.sallyport.policy.model.CredentialSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The figures of a programme that guards servers. Each is counted, or says why it can't be. */
final class Figures {
  private static final String NO_TOOLS = "no tool is known from these records";
  private static final String NO_POLICY =
      "no policy was named with --policy, and the records hold no inventory";

  private final Facts facts;
  private final Tools tools;
  private final @Nullable PolicyView policy;

  private Figures(Facts facts, Tools tools, @Nullable PolicyView policy) {
    this.facts = facts;
    this.tools = tools;
    this.policy = policy;
  }

  static List<Figure> of(Facts facts, Tools tools, @Nullable PolicyView policy) {
    Figures figures = new Figures(facts, tools, policy);
    List<Figure> all = new ArrayList<>();
    all.add(figures.covered());
    all.add(figures.shortLived());
    all.add(figures.sharing());
    all.add(figures.approved("destructive"));
    all.add(figures.approved("write"));
    all.addAll(figures.answers());
    all.add(figures.median());
    all.add(figures.lineage());
    return List.copyOf(all);
  }

  private Figure covered() {
    String id = "tools-covered";
    String name = "Tools covered by the policy";
    String definition =
        "Tools that an entry of the policy fits, of all tools that are known: from the inventory,"
            + " the lock file, and those that answered or did something.";
    if (tools.known().isEmpty()) {
      return Figure.unknown(id, name, definition, NO_TOOLS);
    }
    SortedSet<String> left = new TreeSet<>();
    if (policy != null) {
      left.addAll(without(policy::covers));
    } else if (facts.inventory().keySet().containsAll(tools.known())) {
      left.addAll(without(tool -> note(tool).covered()));
    } else {
      return Figure.unknown(id, name, definition, NO_POLICY);
    }
    int covered = tools.known().size() - left.size();
    return new Figure(
        id,
        name,
        definition,
        new Share(covered, tools.known().size(), "tools"),
        left.isEmpty() ? "" : "Not covered: " + Listing.of(left));
  }

  private List<String> without(Predicate<String> covered) {
    return tools.known().stream().filter(covered.negate()).toList();
  }

  private ToolNote note(String tool) {
    return facts.inventory().getOrDefault(tool, ToolNote.of(""));
  }

  private Figure shortLived() {
    String id = "credentials-short-lived";
    String name = "Short-lived downstream credentials";
    String definition = "Credentials that end by themselves within a day, of all that are named.";
    if (policy == null && facts.secrets().isEmpty()) {
      return Figure.unknown(
          id, name, definition, "neither a policy nor the records name a credential");
    }
    if (policy != null && policy.secrets().isEmpty()) {
      return Figure.unknown(id, name, definition, "the policy names no credential");
    }
    return Figure.unknown(
        id,
        name,
        definition,
        "a policy says where a secret comes from, not how long it lives" + sources());
  }

  private String sources() {
    if (policy == null) {
      return "";
    }
    int variables = 0;
    int files = 0;
    int properties = 0;
    for (Credential secret : policy.secrets().values()) {
      if (secret.source() instanceof CredentialSource.Environment) {
        variables++;
      } else if (secret.source() instanceof CredentialSource.File) {
        files++;
      } else {
        properties++;
      }
    }
    return " (from variables "
        + variables
        + ", from files "
        + files
        + ", from properties "
        + properties
        + ")";
  }

  private Figure sharing() {
    String id = "tools-sharing-secrets";
    String name = "Tools that share a secret";
    String definition =
        "Tools that hold a secret which another tool holds too, of all tools that hold one: by the"
            + " policy's grants, or seen to send it.";
    Map<String, Set<String>> holders = tools.bySecret(facts, policy);
    Set<String> holding = new HashSet<>();
    SortedSet<String> sharing = new TreeSet<>();
    SortedSet<String> shared = new TreeSet<>();
    holders.forEach(
        (secret, its) -> {
          holding.addAll(its);
          if (its.size() > 1) {
            shared.add(secret);
            sharing.addAll(its);
          }
        });
    if (holding.isEmpty()) {
      return Figure.unknown(
          id,
          name,
          definition,
          policy == null
              ? "no policy was named with --policy, and no tool was seen to send a secret"
              : "no tool holds a secret");
    }
    return new Figure(
        id,
        name,
        definition,
        new Share(sharing.size(), holding.size(), "tools"),
        shared.isEmpty() ? "" : "Shared: " + Listing.of(shared));
  }

  private Figure approved(String risk) {
    String id = risk + "-tools-approved";
    String name =
        risk.equals("destructive")
            ? "Destructive tools that need approval"
            : "Writing tools that need approval";
    String definition =
        "Tools of risk "
            + risk
            + " whose calls, or some of them, somebody has to approve, of all known tools of that"
            + " risk.";
    if (policy == null && facts.inventory().isEmpty()) {
      return Figure.unknown(id, name, definition, NO_POLICY);
    }
    SortedSet<String> those = tools.ofRisk(risk, facts, policy);
    long untold =
        tools.known().stream().filter(tool -> Tools.risk(tool, facts, policy).isEmpty()).count();
    String rest = untold == 0 ? "" : "Nobody says the risk of " + Numbers.of(untold, "more tool");
    if (those.isEmpty()) {
      String why = "no known tool is said to be of that risk";
      return Figure.unknown(id, name, definition, rest.isEmpty() ? why : why + ". " + rest);
    }
    long asking =
        those.stream()
            .filter(tool -> policy == null ? note(tool).approval() : policy.asks(tool))
            .count();
    return new Figure(
        id,
        name,
        definition,
        new Share(asking, those.size(), "tools"),
        rest.isEmpty() ? rest : rest + ".");
  }

  private List<Figure> answers() {
    Map<Asked.Answer, Integer> counts = new EnumMap<>(Asked.Answer.class);
    for (Asked asked : facts.asked().values()) {
      counts.merge(asked.answer(), 1, Integer::sum);
    }
    int given = counts.getOrDefault(Asked.Answer.APPROVED, 0);
    int refused = counts.getOrDefault(Asked.Answer.DISAPPROVED, 0);
    int lapsed = counts.getOrDefault(Asked.Answer.LAPSED, 0);
    int waiting = counts.getOrDefault(Asked.Answer.WAITING, 0);
    String definition =
        "Of all calls that somebody was asked to approve, each counted once. An answer is on record"
            + " once the client asks again.";
    String note =
        waiting + " were without an answer on record, " + lapsed + " were not answered in time.";
    return List.of(
        answer("approvals-given", "High-risk calls approved", definition, given, note),
        answer("approvals-refused", "High-risk calls denied by a person", definition, refused, ""));
  }

  private Figure answer(String id, String name, String definition, int count, String note) {
    int all = facts.asked().size();
    return all == 0
        ? Figure.unknown(id, name, definition, "nobody was asked to approve a call")
        : new Figure(id, name, definition, new Share(count, all, "calls"), note);
  }

  private Figure median() {
    String id = "approval-time-median";
    String name = "Median time to an answer";
    String definition =
        "From the question to the answer of a person, of the calls for which both are on record.";
    List<Duration> times = new ArrayList<>();
    for (Asked asked : facts.asked().values()) {
      if (asked.took() != null) {
        times.add(asked.took());
      }
    }
    if (times.isEmpty()) {
      return Figure.unknown(
          id,
          name,
          definition,
          facts.asked().isEmpty()
              ? "nobody was asked to approve a call"
              : "these records do not hold when a question was answered");
    }
    Collections.sort(times);
    Duration low = times.get((times.size() - 1) / 2);
    Duration high = times.get(times.size() / 2);
    double seconds = low.plus(high).toMillis() / 2000.0;
    return new Figure(id, name, definition, new Time(seconds, times.size()), "");
  }

  private Figure lineage() {
    String id = "incidents-with-lineage";
    String name = "Incidents with full lineage";
    String definition =
        "Denied decisions whose call, caller and end are all on record, of all denied decisions"
            + " made for a client.";
    long all = 0;
    long whole = 0;
    long asked = 0;
    long caller = 0;
    long ended = 0;
    for (CallStory story : facts.denials()) {
      all += story.denied();
      whole += story.whole() ? story.denied() : 0;
      asked += story.asked() ? story.denied() : 0;
      caller += story.caller() ? story.denied() : 0;
      ended += story.ended() ? story.denied() : 0;
    }
    if (all == 0) {
      return Figure.unknown(id, name, definition, "nothing was denied in a call");
    }
    String note =
        "On record: the call "
            + asked
            + ", the caller "
            + caller
            + ", the end "
            + ended
            + " of "
            + all
            + "."
            + (caller == 0 ? " A caller is recorded where the policy has callers." : "")
            + (facts.deniedOutsideCalls() == 0
                ? ""
                : " "
                    + facts.deniedOutsideCalls()
                    + " denials of the server's own threads are not in it.");
    return new Figure(id, name, definition, new Share(whole, all, "denials"), note);
  }
}
