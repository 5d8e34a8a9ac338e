package dev.sallyport.agent.lineage;

import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.audit.AuditRecord.Call;
import dev.sallyport.agent.audit.AuditRecord.Decision;
import dev.sallyport.agent.audit.AuditRecord.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call, from what a client asked for to the last that it did. */
public final class Lineage {
  private final String id;
  private final List<AuditRecord> records = new ArrayList<>();
  private final Map<String, Decision> effects = new LinkedHashMap<>();
  private final List<State> findings = new ArrayList<>();
  private final List<State> gaps = new ArrayList<>();
  private @Nullable Decision decision;
  private @Nullable Call end;
  private boolean stopped;

  /** One of that id, of which no record was read yet. */
  Lineage(String id) {
    this.id = id;
  }

  void add(Decision made) {
    records.add(made);
    if (decision == null && made.isOnCall()) {
      decision = made;
      return;
    }
    effects.merge(made.id(), made, (first, again) -> first.and(again.times()));
  }

  void add(Call ended) {
    records.add(ended);
    end = ended;
  }

  void add(State finding) {
    records.add(finding);
    findings.add(finding);
  }

  /** Records of its process were lost while it was under way. */
  void lost(State gap) {
    gaps.add(gap);
  }

  /** Its process ended. */
  void stop() {
    stopped |= end == null;
  }

  /** Whether no end of it was read yet. */
  boolean isOpen() {
    return end == null;
  }

  /** Its id. */
  public String id() {
    return id;
  }

  /** The one on the call itself; null where it is missing. */
  public @Nullable Decision decision() {
    return decision;
  }

  /** What it did, in order; what was done again is there once, with its number. */
  public List<Decision> effects() {
    return List.copyOf(effects.values());
  }

  /** What was found in what it was sent. */
  public List<State> findings() {
    return Collections.unmodifiableList(findings);
  }

  /** Null where it is missing. */
  public @Nullable Call end() {
    return end;
  }

  /** All its records, in their order. There is one at least. */
  public List<AuditRecord> records() {
    return Collections.unmodifiableList(records);
  }

  /** The trace that the client sent it with (W3C Trace Context, {@code trace-id}), or empty. */
  public String trace() {
    return decision == null ? "" : Lineages.trace(decision);
  }

  /** What of it is not in the records, a phrase each; empty where it is whole. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (decision == null) {
      missing.add("the decision on it: the records begin later, or it was lost");
    }
    if (end == null) {
      missing.add(
          stopped
              ? "its end: the server stopped before it answered"
              : "its end: it is still under way, or the server was killed");
    } else {
      long untold = end.denials() - denials();
      if (untold > 0) {
        missing.add(untold + " of the " + end.denials() + " denials that its end tells of");
      }
    }
    for (State gap : gaps) {
      missing.add(
          gap.details().getOrDefault("lost", "some")
              + " records, of this call or others, lost before "
              + gap.time());
    }
    return missing;
  }

  private long denials() {
    long denials = decision != null && decision.denied() ? decision.times() : 0;
    for (Decision effect : effects.values()) {
      denials += effect.denied() ? effect.times() : 0;
    }
    return denials;
  }
}
