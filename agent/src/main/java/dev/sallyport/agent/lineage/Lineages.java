package dev.sallyport.agent.lineage;

import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.audit.AuditRecord.Call;
import dev.sallyport.agent.audit.AuditRecord.Decision;
import dev.sallyport.agent.audit.AuditRecord.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the records of some calls together, which lie mixed with those of others in a trail. */
public final class Lineages {
  private static final int TRACEPARENT_PARTS = 4;

  private final Set<String> wanted;
  private final Map<String, Lineage> lineages = new LinkedHashMap<>();

  /**
   * None read yet.
   *
   * @param calls the ids of those that are wanted
   */
  public Lineages(Set<String> calls) {
    this.wanted = Set.copyOf(calls);
  }

  /** Takes the next record of the trail. */
  public void add(AuditRecord record) {
    if (record instanceof Decision decision && wanted.contains(decision.call())) {
      of(decision.call()).add(decision);
    } else if (record instanceof Call call && wanted.contains(call.call())) {
      of(call.call()).add(call);
    } else if (record instanceof State state) {
      add(state);
    }
  }

  private void add(State state) {
    String call = state.details().getOrDefault("call", "");
    if (wanted.contains(call)) {
      of(call).add(state);
      return;
    }
    for (Lineage lineage : lineages.values()) {
      if (!lineage.isOpen() || !lineage.records().get(0).process().equals(state.process())) {
        continue;
      }
      switch (state.kind()) {
        case "gap" -> lineage.lost(state);
        case "stop" -> lineage.stop();
        default -> {}
      }
    }
  }

  private Lineage of(String call) {
    return lineages.computeIfAbsent(call, Lineage::new);
  }

  /** What was found, in the order in which the calls began. */
  public List<Lineage> all() {
    return new ArrayList<>(lineages.values());
  }

  /** The trace in a {@code traceparent} (W3C Trace Context), or empty. */
  static String trace(Decision decision) {
    String[] parts = decision.fields().text("traceparent").split("-", -1);
    return parts.length < TRACEPARENT_PARTS ? "" : parts[1];
  }
}
