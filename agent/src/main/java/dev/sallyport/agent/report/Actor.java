package dev.sallyport.agent.report;

import dev.sallyport.agent.audit.AuditRecord.Decision;
import java.util.Comparator;
import java.util.List;

/**
 * Who did something: a tool, resource or prompt that was called, or the server itself.
 *
 * @param kind {@code tool}, {@code resource}, {@code prompt} or {@code server}
 * @param name of the server itself its phase
 */
record Actor(String kind, String name) implements Comparable<Actor> {
  private static final List<String> ORDER = List.of("tool", "resource", "prompt", "server");
  private static final Comparator<Actor> BY_KIND_AND_NAME =
      Comparator.<Actor>comparingInt(actor -> ORDER.indexOf(actor.kind)).thenComparing(Actor::name);

  static Actor of(Decision decision) {
    return decision.kind().isEmpty()
        ? new Actor("server", decision.phase())
        : new Actor(decision.kind(), decision.of());
  }

  boolean isTool() {
    return kind.equals("tool");
  }

  @Override
  public int compareTo(Actor other) {
    return BY_KIND_AND_NAME.compare(this, other);
  }
}
