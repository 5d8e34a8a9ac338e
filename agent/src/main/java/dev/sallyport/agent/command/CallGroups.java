package dev.sallyport.agent.command;

import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.audit.AuditRecord.Call;
import dev.sallyport.agent.audit.AuditRecord.Decision;
import dev.sallyport.agent.audit.AuditRecord.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Puts the decisions of a call together, which lie mixed with those of others in the file. A call
 * is shown when its end was read, so only calls under way are kept in memory.
 */
final class CallGroups implements Consumer<AuditRecord> {
  private static final double NANOS_PER_MILLI = 1e6;

  private final Filter filter;
  private final Tally tally;
  private final DecisionTable table;
  private final Map<String, Group> open = new LinkedHashMap<>();
  private String underHeading = "";

  CallGroups(Filter filter, Tally tally, DecisionTable table) {
    this.filter = filter;
    this.tally = tally;
    this.table = table;
  }

  /** A call under way, with those of its effects that are shown. */
  private record Group(Decision call, boolean shown, List<Decision> effects) {

    /** A decision that was made again is shown once, with its number. */
    void add(Decision decision) {
      for (int i = effects.size() - 1; i >= 0; i--) {
        if (effects.get(i).id().equals(decision.id())) {
          effects.set(i, effects.get(i).and(decision.times()));
          return;
        }
      }
      effects.add(decision);
    }
  }

  @Override
  public void accept(AuditRecord record) {
    if (record instanceof Decision decision) {
      decide(decision);
    } else if (record instanceof Call call) {
      Group group = open.remove(call.call());
      if (group != null) {
        show(group, outcome(call));
      }
    } else if (record instanceof State state) {
      show(state);
    }
  }

  /** Shows the calls that had not ended when the file did. */
  void finish() {
    for (Group group : open.values()) {
      show(group, "no answer recorded");
    }
    open.clear();
  }

  private void decide(Decision decision) {
    if (filter.hides(decision)) {
      tally.countHidden(decision);
      return;
    }
    boolean shown = filter.shows(decision);
    if (shown) {
      tally.count(decision);
    }
    Group group = open.get(decision.call());
    if (group != null) {
      if (shown) {
        group.add(decision);
      }
    } else if (decision.isOnCall()) {
      open.put(decision.call(), new Group(decision, shown, new ArrayList<>()));
    } else if (shown) {
      showAlone(decision);
    }
  }

  private void show(Group group, String outcome) {
    if (!group.shown() && group.effects().isEmpty()) {
      return;
    }
    underHeading = "";
    table.call(group.call(), outcome);
    group.effects().forEach(table::effect);
  }

  /** A decision of the server itself, or of a call that has answered. */
  private void showAlone(Decision decision) {
    boolean server = decision.of().isEmpty();
    String who = server ? "(server)" : decision.of();
    String note = server ? decision.phase() : "after call " + decision.call() + " had answered";
    if (!underHeading.equals(who + note)) {
      table.heading(decision.time(), who, note);
      underHeading = who + note;
    }
    table.effect(decision);
  }

  private void show(State state) {
    tally.countLost(state.fields().number("details.lost"));
    if (filter.isOpen()) {
      underHeading = "";
      table.heading(state.time(), "(agent)", StateText.of(state));
    }
  }

  private static String outcome(Call call) {
    return String.format(
        Locale.ROOT, "%s, %.1f ms", call.outcome(), call.durationNanos() / NANOS_PER_MILLI);
  }
}
