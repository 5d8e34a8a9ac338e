package dev.sallyport.agent.report;

import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.audit.AuditRecord.Call;
import dev.sallyport.agent.audit.AuditRecord.Decision;
import dev.sallyport.agent.audit.AuditRecord.State;
import dev.sallyport.agent.record.Asker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Sums up records, of one file or of several, as they are read. */
public final class Gathering implements Consumer<AuditRecord> {
  /** Clients choose targets, so what is told apart is bounded. */
  private static final int MOST_USES = 200_000;

  private static final int MOST_NOTICES = 1_000;
  private static final Comparator<Use> IN_ORDER =
      Comparator.comparing(Use::actor)
          .thenComparing(Use::effect)
          .thenComparing(use -> use.like().target())
          .thenComparing(use -> use.like().toString());

  private final Map<String, Run> runs = new TreeMap<>();
  private final Map<Likeness, Use> uses = new HashMap<>();
  private final SortedMap<String, Long> calls = new TreeMap<>();
  private final SortedSet<String> callers = new TreeSet<>();
  private final SortedSet<String> agents = new TreeSet<>();
  private final Set<String> sessions = new HashSet<>();
  private final Set<String> answered = new TreeSet<>();
  private final SortedMap<String, ToolNote> inventory = new TreeMap<>();
  private final SortedMap<String, String> secrets = new TreeMap<>();
  private final Map<String, Asked> asked = new TreeMap<>();
  private final Map<String, CallStory> open = new HashMap<>();
  private final List<CallStory> denials = new ArrayList<>();
  private final Map<String, Notice> notices = new LinkedHashMap<>();
  private final SortedMap<String, Long> lost = new TreeMap<>();
  private final List<String> damage = new ArrayList<>();
  private long deniedOutsideCalls;
  private long records;

  @Override
  public void accept(AuditRecord record) {
    records++;
    String key = record.server() + "\n" + record.process();
    Run run =
        runs.getOrDefault(key, Run.unknown(record.server(), record.process(), record.time()))
            .seen(record.time());
    if (record instanceof State state) {
      run = run.told(state);
      add(state);
    } else if (record instanceof Decision decision) {
      add(decision);
    } else if (record instanceof Call call) {
      add(call);
    }
    runs.put(key, run);
  }

  /** What of a file could not be read, in words. */
  public void damaged(String how) {
    damage.add(how);
  }

  private void add(Decision decision) {
    Likeness like = Likeness.of(decision);
    if (uses.size() >= MOST_USES && !uses.containsKey(like)) {
      like = like.ofOthers();
    }
    Use before = uses.get(like);
    uses.put(like, before == null ? Use.of(like, decision) : before.and(decision));
    Asker asker = decision.asker();
    if (!asker.subject().isEmpty()) {
      callers.add(asker.subject());
    }
    if (!asker.agent().isEmpty()) {
      agents.add(asker.agent());
    }
    if (!asker.session().isEmpty()) {
      sessions.add(asker.session());
    }
    String approval = decision.fields().text("approval.id");
    if (!approval.isEmpty()) {
      asked.merge(approval, Asked.of(decision), Asked::and);
    }
    if (!decision.call().isEmpty()) {
      open.merge(
          decision.call(), CallStory.NONE.and(decision), (story, one) -> story.and(decision));
    } else if (decision.denied()) {
      deniedOutsideCalls += decision.times();
    }
  }

  private void add(Call call) {
    calls.merge(call.outcome(), 1L, Long::sum);
    String tool = call.fields().text("tool");
    if (!tool.isEmpty() && call.outcome().equals("ok")) {
      answered.add(tool);
    }
    CallStory story = open.remove(call.call());
    if (story != null && story.denied() > 0) {
      denials.add(story.withEnd());
    }
  }

  private void add(State state) {
    Map<String, String> details = state.details();
    switch (state.kind()) {
      case "inventory" -> details.forEach((tool, words) -> inventory.put(tool, ToolNote.of(words)));
      case "credentials" -> secrets.putAll(details);
      case "gap" ->
          lost.merge(
              details.getOrDefault("cause", "unknown"),
              Math.max(1, state.fields().number("details.lost")),
              Long::sum);
      case "fault" ->
          note(state, details.getOrDefault("where", ""), details.getOrDefault("what", ""));
      case "pin" ->
          note(state, thing(details), "is not what was pinned (" + digests(details) + ")");
      case "screening" ->
          note(
              state,
              thing(details),
              details.getOrDefault("finding", "") + " in " + details.getOrDefault("where", ""));
      case "contradiction" ->
          note(
              state,
              "tool " + details.getOrDefault("tool", ""),
              "says "
                  + details.getOrDefault("hint", "")
                  + ", does "
                  + details.getOrDefault("operation", ""));
      case "reload" -> {
        if (details.containsKey("problem")) {
          note(state, "policy", "refused: " + details.get("problem"));
        }
      }
      default -> {
        // What a run says of itself is kept with it; what a later version says is passed over.
      }
    }
  }

  private static String thing(Map<String, String> details) {
    return details.getOrDefault("kind", "") + " " + details.getOrDefault("name", "");
  }

  private static String digests(Map<String, String> details) {
    return details.getOrDefault("pinned", "") + " -> " + details.getOrDefault("seen", "");
  }

  private void note(State state, String subject, String what) {
    String key = state.kind() + "\n" + subject + "\n" + what;
    Notice before = notices.get(key);
    if (before != null) {
      notices.put(key, before.again(state.time()));
    } else if (notices.size() < MOST_NOTICES) {
      notices.put(key, new Notice(state.kind(), subject, what, 1, state.time(), state.time()));
    }
  }

  Facts facts() {
    List<CallStory> stories = new ArrayList<>(denials);
    for (CallStory story : open.values()) {
      if (story.denied() > 0) {
        stories.add(story);
      }
    }
    List<Run> inOrder = new ArrayList<>(runs.values());
    inOrder.sort(Comparator.comparing(Run::begin).thenComparing(Run::process));
    List<Use> sorted = new ArrayList<>(uses.values());
    sorted.sort(IN_ORDER);
    return new Facts(
        records,
        List.copyOf(inOrder),
        List.copyOf(sorted),
        new TreeMap<>(calls),
        new TreeSet<>(callers),
        new TreeSet<>(agents),
        sessions.size(),
        new TreeSet<>(answered),
        new TreeMap<>(inventory),
        new TreeMap<>(secrets),
        new TreeMap<>(asked),
        List.copyOf(stories),
        deniedOutsideCalls,
        List.copyOf(notices.values()),
        new TreeMap<>(lost),
        List.copyOf(damage));
  }
}
