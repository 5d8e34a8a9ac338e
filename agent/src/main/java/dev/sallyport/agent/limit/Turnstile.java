package dev.sallyport.agent.limit;

import dev.sallyport.agent.context.Call;
import dev.sallyport.agent.context.Total;
import dev.sallyport.policy.decide.Past;
import dev.sallyport.policy.decide.Quota;
import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Requirement;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many calls through, and remembers which succeeded. Safe for any thread.
 *
 * <p>A call that may not go on by one of its quotas counts for none of them.
 */
public final class Turnstile {
  private static final long NANOS_OF_SECOND = Duration.ofSeconds(1).toNanos();

  private final LongSupplier nanos;
  private final Owner server = new Owner("server", new Account(/* isNew= */ true));
  private final CallerAccounts callers = new CallerAccounts();

  /** Of those that did not answer yet, by whose they are and the key of the quota. */
  private final Map<Counter, Long> running = new HashMap<>();

  /** Calls that did not answer yet, by their ids. */
  private final Map<String, Passage> inside = new HashMap<>();

  /** Of calls that nobody can answer any more, as their handler and its client gave them up. */
  private final ReferenceQueue<Call> lost = new ReferenceQueue<>();

  /** Made where it is first needed, which nothing waits for. */
  private final AtomicReference<@Nullable Digests> digests = new AtomicReference<>();

  /**
   * One that nothing went through yet.
   *
   * @param nanos the time, as of {@link System#nanoTime}
   */
  public Turnstile(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Whose calls are counted together. */
  private record Owner(String name, Account account, Moved moved) {
    Owner(String name, Account account) {
      this(name, account, account.moved());
    }
  }

  /** What is counted of one owner. */
  private record Counter(String owner, String key) {}

  /** One call, and what its end has to undo and to note. */
  private static final class Passage extends WeakReference<Call> {
    final String id;
    final List<Counter> counters;
    final @Nullable Successes successes;
    final List<String> meets;

    Passage(
        Call call,
        ReferenceQueue<Call> lost,
        List<Counter> counters,
        @Nullable Successes successes,
        List<String> meets) {
      super(call, lost);
      this.id = call.id();
      this.counters = counters;
      this.successes = successes;
      this.meets = meets;
    }
  }

  /** What happened in a session so far; where there is none, the worst of it. */
  public Past past(@Nullable Kept session) {
    return session == null ? new Unknown() : new Known(session);
  }

  /** Nothing that helps a call happened, and all that stands against it. */
  private static final class Unknown implements Past {
    @Override
    public boolean has(Entry<Requirement> requirement, Map<?, ?> arguments) {
      return false;
    }

    @Override
    public boolean began(NameGlob tool) {
      return true;
    }
  }

  private final class Known implements Past {
    private final Kept session;

    Known(Kept session) {
      this.session = session;
    }

    @Override
    public boolean has(Entry<Requirement> requirement, Map<?, ?> arguments) {
      String digest = digests().of(requirement.value(), arguments);
      Long last = digest == null ? null : session.successes().last(digest);
      Duration within = requirement.value().within();
      return last != null && (within == null || nanos.getAsLong() - last <= within.toNanos());
    }

    @Override
    public boolean began(NameGlob tool) {
      return session.begun().has(tool);
    }
  }

  /**
   * A call goes on, whatever becomes of it.
   *
   * @param session null for none
   * @param precedes the patterns that its tool fits, where calls of others depend on that
   */
  public void began(@Nullable Kept session, List<NameGlob> precedes) {
    if (session != null && !precedes.isEmpty()) {
      session.begun().add(precedes);
    }
  }

  private Digests digests() {
    Digests known = digests.get();
    if (known == null) {
      Digests made = new Digests();
      Digests first = digests.compareAndExchange(null, made);
      known = first == null ? made : first;
    }
    return known;
  }

  /**
   * A call is about to go on.
   *
   * @param quotas it counts for
   * @param meets what it meets where it succeeds
   * @return null where it may; after that, {@link #leave} is to be called
   */
  public @Nullable Excess enter(
      Call call,
      Party party,
      List<Quota> quotas,
      List<Entry<Requirement>> meets,
      Map<?, ?> arguments) {
    Successes successes = party.session() == null ? null : party.session().successes();
    List<String> met = successes == null ? List.of() : digests(meets, arguments);
    return count(call, party, quotas, successes, met);
  }

  private List<String> digests(List<Entry<Requirement>> meets, Map<?, ?> arguments) {
    List<String> met = new ArrayList<>(meets.size());
    for (Entry<Requirement> requirement : meets) {
      String digest = digests().of(requirement.value(), arguments);
      if (digest != null) {
        met.add(digest);
      }
    }
    return met;
  }

  private synchronized @Nullable Excess count(
      Call call, Party party, List<Quota> quotas, @Nullable Successes successes, List<String> met) {
    long now = nanos.getAsLong();
    removeLost();
    List<Bucket> buckets = new ArrayList<>(quotas.size());
    List<Counter> counters = new ArrayList<>(quotas.size());
    List<Total> totals = new ArrayList<>();
    Excess excess = null;
    for (Quota quota : quotas) {
      Owner owner = owner(quota, party, now);
      if (quota instanceof Quota.Bytes bytes) {
        totals.add(total(bytes, owner));
        continue;
      }
      Excess its = count(quota, owner, now, buckets, counters);
      excess =
          its == null || (excess != null && excess.retryAfter() >= its.retryAfter()) ? excess : its;
    }
    if (excess != null) {
      return excess;
    }
    for (Bucket bucket : buckets) {
      bucket.take();
    }
    for (Counter counter : counters) {
      running.merge(counter, 1L, Long::sum);
    }
    if (!totals.isEmpty()) {
      call.countFor(totals);
    }
    if (!counters.isEmpty() || !met.isEmpty()) {
      inside.put(call.id(), new Passage(call, lost, counters, successes, met));
    }
    return null;
  }

  private static Total total(Quota.Bytes quota, Owner owner) {
    return new Total(quota.direction(), quota.most(), quota.beyond(), owner.moved.of(quota.key()));
  }

  private @Nullable Excess count(
      Quota quota, Owner owner, long now, List<Bucket> buckets, List<Counter> counters) {
    if (quota instanceof Quota.Calls calls) {
      Bucket bucket = owner.account.bucket(calls, now);
      buckets.add(bucket);
      long wait = bucket.missingFor(now);
      return wait == 0 ? null : new Excess(quota.beyond(), 1 + (wait - 1) / NANOS_OF_SECOND);
    }
    Counter counter = new Counter(owner.name, quota.key());
    counters.add(counter);
    boolean full = running.getOrDefault(counter, 0L) >= ((Quota.Concurrent) quota).most();
    // Nobody knows when one of the others answers.
    return full ? new Excess(quota.beyond(), /* retryAfter= */ 1) : null;
  }

  private Owner owner(Quota quota, Party party, long now) {
    boolean ofSession = quota.scope() == Quota.Scope.SESSION;
    Kept session = party.session();
    if (ofSession && session != null) {
      return new Owner("session ".concat(session.key()), session.account(), session.moved());
    }
    if (quota.scope() == Quota.Scope.CALLER || (ofSession && party.caller() != null)) {
      String subject = party.caller() == null ? "" : party.caller();
      return new Owner("caller ".concat(subject), callers.of(subject, now));
    }
    return server;
  }

  /**
   * A call answered, or was refused.
   *
   * @param succeeded whether it did what was asked for
   */
  public void leave(Call call, boolean succeeded) {
    Passage passage = remove(call.id());
    if (succeeded && passage != null && passage.successes != null) {
      long now = nanos.getAsLong();
      for (String digest : passage.meets) {
        passage.successes.add(digest, now);
      }
    }
  }

  private synchronized @Nullable Passage remove(String id) {
    Passage passage = inside.remove(id);
    if (passage != null) {
      release(passage);
    }
    return passage;
  }

  private void removeLost() {
    for (Reference<?> one = lost.poll(); one != null; one = lost.poll()) {
      Passage passage = (Passage) one;
      if (inside.remove(passage.id) != null) {
        release(passage);
      }
    }
  }

  private void release(Passage passage) {
    for (Counter counter : passage.counters) {
      long left = running.getOrDefault(counter, 0L) - 1;
      if (left > 0) {
        running.put(counter, left);
      } else {
        running.remove(counter);
      }
    }
  }
}
