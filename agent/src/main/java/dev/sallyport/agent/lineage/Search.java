package dev.sallyport.agent.lineage;

import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.audit.AuditRecord.Call;
import dev.sallyport.agent.audit.AuditRecord.Decision;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks through a trail for the calls that are meant. */
public final class Search {
  private final Predicate<AuditRecord> means;
  private final Set<String> calls = new LinkedHashSet<>();
  private @Nullable Decision ofServer;

  private Search(Predicate<AuditRecord> means) {
    this.means = means;
  }

  /** By the id of a call, of a decision, of an approval, or of a trace. */
  public static Search byId(String id) {
    return new Search(
        record ->
            record instanceof Decision decision
                ? id.equals(decision.id())
                    || id.equals(decision.call())
                    || id.equals(decision.fields().text("approval.id"))
                    || id.equals(Lineages.trace(decision))
                : record instanceof Call call && id.equals(call.call()));
  }

  /** By the session in which they were made, as records name it. */
  public static Search bySession(String session) {
    return new Search(
        record ->
            record instanceof Decision decision
                && session.equals(decision.fields().text("session")));
  }

  /** Takes the next record of the trail. */
  public void add(AuditRecord record) {
    if (!means.test(record)) {
      return;
    }
    if (record instanceof Call call) {
      calls.add(call.call());
    } else if (record instanceof Decision decision) {
      if (!decision.call().isEmpty()) {
        calls.add(decision.call());
      } else if (ofServer == null) {
        ofServer = decision;
      }
    }
  }

  /** The ids of the calls that were found. */
  public Set<String> calls() {
    return new LinkedHashSet<>(calls);
  }

  /** What was found that no call did, but the server itself; null for nothing. */
  public @Nullable Decision ofServer() {
    return ofServer;
  }
}
