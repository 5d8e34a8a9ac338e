package dev.sallyport.agent.approval;

import dev.sallyport.agent.record.Asker;
import dev.sallyport.agent.record.Consent;
import dev.sallyport.agent.record.Faults;
import dev.sallyport.agent.record.Times;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.decide.Verdict;
import dev.sallyport.policy.model.Approval;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The calls of this server that wait for an approval, each by the digest of all that it is. Safe
 * for any thread; no lock is held while a file is touched.
 *
 * <p>An approval is for one call, once: whoever takes it out of memory is the one whose call goes
 * on, so neither a file that comes back nor a second call at the same moment gains anything. After
 * a restart everything has to be asked anew.
 */
public final class Approvals {
  static final int MOST = 256;
  static final int MOST_OF_ONE = 16;

  private static final String WHERE = "approvals";
  private static final Duration SWEEP = Duration.ofMinutes(1);

  private final Folder folder;
  private final String server;
  private final InstantSource clock;
  private final Faults faults;
  private final Map<String, Pending> pending = new ConcurrentHashMap<>();
  private final AtomicReference<Instant> swept = new AtomicReference<>(Instant.EPOCH);

  /** Loaded when first asked for: it costs a start more than all else here. */
  private static final class Random {
    static final Ids IDS = new Ids();
  }

  /**
   * One that was asked.
   *
   * @param whose the caller, or its session where it is not identified
   * @param since when it was
   * @param forgotten when nobody is told any more that it was too late
   */
  private record Pending(Question question, String whose, Instant since, Instant forgotten) {
    boolean isLate(Instant now) {
      return !now.isBefore(question.until());
    }

    String id() {
      return question.id();
    }

    Consent consent() {
      return Consent.asked(id(), Times.nanos(since));
    }

    /** The one of whoever gave that answer, then. */
    Consent consent(Answer answer, Instant then) {
      long waited = Math.max(0, Duration.between(since, then).toNanos());
      return new Consent(
          id(),
          Times.nanos(since),
          waited,
          answer.by(),
          answer.user(),
          answer.role(),
          answer.reason());
    }
  }

  /**
   * None yet.
   *
   * @param server its name
   */
  public Approvals(Folder folder, String server, InstantSource clock, Faults faults) {
    this.folder = folder;
    this.server = server;
    this.clock = clock;
    this.faults = faults;
  }

  /**
   * Whether a call is approved that would be allowed then. Asks for it, where nobody was asked.
   *
   * @param unapproved the decision while it is not
   * @param policy the digest of the policy that decided so; under another one it is another call
   */
  public Sanction ask(
      Request.ToolCall call, Decision unapproved, Approval terms, Asker asker, String policy) {
    try {
      Asking asking =
          Asking.of(call.tool(), call.arguments(), asker.subject(), asker.session(), policy);
      return ask(asking, asking.digest(), unapproved, terms);
    } catch (Unfit e) {
      return denied(unapproved, Reason.AMBIGUOUS, Consent.NONE);
    } catch (IOException | RuntimeException e) {
      faults.report(WHERE, e.toString());
      return denied(unapproved, Reason.ERROR, Consent.NONE);
    }
  }

  private Sanction ask(Asking asking, String digest, Decision unapproved, Approval terms)
      throws IOException, Unfit {
    Instant now = clock.instant();
    forget(now);
    Pending asked = pending.get(digest);
    if (asked == null) {
      return open(asking, digest, unapproved, terms, now);
    }
    if (asked.isLate(now)) {
      if (pending.remove(digest, asked)) {
        folder.remove(asked.id());
      }
      return denied(unapproved, Reason.LAPSED, asked.consent());
    }
    Answer answer = answer(asked);
    if (answer == null && asked.equals(pending.get(digest))) {
      return waiting(unapproved, asked);
    }
    if (answer == null) {
      // Another call has just used it up.
      return open(asking, digest, unapproved, terms, now);
    }
    Instant answered = folder.answeredAt(asked.id());
    Consent consent = asked.consent(answer, answered == null ? now : answered);
    if (!answer.approved()) {
      return denied(unapproved, Reason.DISAPPROVED, consent);
    }
    if (!pending.remove(digest, asked)) {
      return open(asking, digest, unapproved, terms, now);
    }
    folder.remove(asked.id());
    return sanction(Verdict.ALLOW, unapproved, Reason.APPROVED, consent);
  }

  /** What is no answer to the question makes room for one. */
  private @Nullable Answer answer(Pending asked) throws IOException, Unfit {
    Answer answer = folder.answerTo(asked.id());
    String objection = answer == null ? null : asked.question().objection(answer);
    if (objection == null) {
      return answer;
    }
    faults.report(WHERE, "the answer to " + asked.id() + " is not taken: " + objection);
    folder.removeAnswer(asked.id());
    return null;
  }

  private Sanction open(
      Asking asking, String digest, Decision unapproved, Approval terms, Instant now)
      throws IOException {
    Instant until = now.plus(terms.within());
    Question question =
        new Question(Random.IDS.next(), server, asking, terms.from(), terms.reasoned(), until);
    String whose = asking.caller().isEmpty() ? asking.session() : asking.caller();
    Pending asked = new Pending(question, whose, now, until.plus(terms.within()));
    Pending other = put(digest, asked, now);
    if (other == null) {
      return denied(unapproved, Reason.LIMIT, Consent.NONE);
    }
    if (!other.equals(asked)) {
      return waiting(unapproved, other);
    }
    try {
      sweep(now);
      folder.ask(question);
    } catch (IOException | RuntimeException e) {
      pending.remove(digest, asked);
      throw e;
    }
    return waiting(unapproved, asked);
  }

  /** The one that is asked by now; null where there is no room. */
  private synchronized @Nullable Pending put(String digest, Pending asked, Instant now) {
    int all = 0;
    int own = 0;
    for (Pending one : pending.values()) {
      all += one.isLate(now) ? 0 : 1;
      own += one.isLate(now) || !one.whose().equals(asked.whose()) ? 0 : 1;
    }
    Pending other = pending.get(digest);
    if (other != null) {
      return other;
    }
    if (all >= MOST || own >= MOST_OF_ONE) {
      return null;
    }
    pending.put(digest, asked);
    return asked;
  }

  private void forget(Instant now) throws IOException {
    for (Map.Entry<String, Pending> one : List.copyOf(pending.entrySet())) {
      if (!now.isBefore(one.getValue().forgotten())
          && pending.remove(one.getKey(), one.getValue())) {
        folder.remove(one.getValue().id());
      }
    }
  }

  private void sweep(Instant now) throws IOException {
    Instant last = swept.get();
    if (now.isAfter(last.plus(SWEEP)) && swept.compareAndSet(last, now)) {
      folder.sweep(now);
    }
  }

  private static Sanction waiting(Decision unapproved, Pending asked) {
    return new Sanction(unapproved, asked.consent());
  }

  private static Sanction denied(Decision unapproved, Reason reason, Consent consent) {
    return sanction(Verdict.DENY, unapproved, reason, consent);
  }

  private static Sanction sanction(
      Verdict verdict, Decision unapproved, Reason reason, Consent consent) {
    return new Sanction(new Decision(verdict, unapproved.rule(), reason), consent);
  }
}
