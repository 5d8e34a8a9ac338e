package dev.sallyport.agent.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.context.Call;
import dev.sallyport.agent.context.Total;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Direction;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Quota;
import dev.sallyport.policy.decide.Quota.Scope;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Rule;
import dev.sallyport.policy.decide.Verdict;
import dev.sallyport.policy.match.ArgumentPath;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.match.Rate;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Requirement;
import dev.sallyport.policy.source.Span;
import java.lang.ref.WeakReference;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnstileTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Party ANN = new Party(null, "ann");

  private final AtomicInteger ids = new AtomicInteger();
  private long now;
  private final Turnstile turnstile = new Turnstile(() -> now);

  private static Decision beyond(Reason reason) {
    return new Decision(Verdict.DENY, new Rule("limits", 1), reason);
  }

  private static Quota calls(String key, Scope scope, long count) {
    return new Quota.Calls(key, scope, new Rate(count, MINUTE), beyond(Reason.RATE));
  }

  private static Quota concurrent(String key, Scope scope, long most) {
    return new Quota.Concurrent(key, scope, most, beyond(Reason.CONCURRENCY));
  }

  private static Party session(String key, @Nullable String caller) {
    return new Party(Kept.first(key, true), caller);
  }

  private Call call() {
    return new Call("c" + ids.incrementAndGet(), new Principal.Tool("t"), 0);
  }

  private @Nullable Excess enter(Party party, Quota... quotas) {
    return enter(call(), party, quotas);
  }

  private @Nullable Excess enter(Call call, Party party, Quota... quotas) {
    return turnstile.enter(call, party, List.of(quotas), List.of(), Map.of());
  }

  private int entered(Party party, Quota... quotas) {
    int entered = 0;
    while (enter(party, quotas) == null) {
      entered++;
    }
    return entered;
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void rate_isOfEachSession_orElseOfTheCaller_orElseOfAll() {
    Quota quota = calls("t", Scope.SESSION, 3);
    Party one = session("one", "ann");

    assertThat(entered(one, quota)).isEqualTo(3);
    assertThat(entered(session("two", "ann"), quota)).isEqualTo(3);
    assertThat(entered(ANN, quota)).isEqualTo(3);
    assertThat(entered(new Party(null, "bob"), quota)).isEqualTo(3);
    assertThat(entered(Party.UNKNOWN, quota)).isEqualTo(3);
    pass(Duration.ofSeconds(20));
    assertThat(entered(one, quota)).isEqualTo(1);
  }

  @Test
  void rate_ofACaller_isOfAllItsSessions() {
    Quota quota = calls("callers", Scope.CALLER, 3);

    assertThat(entered(session("one", "ann"), quota)).isEqualTo(3);
    assertThat(entered(session("two", "ann"), quota)).isZero();
    assertThat(entered(session("three", "bob"), quota)).isEqualTo(3);
    assertThat(entered(session("four", null), quota)).isEqualTo(3);
    assertThat(entered(session("five", null), quota)).isZero();
  }

  @Test
  void rate_ofTheServer_isOfAll() {
    Quota quota = calls("all", Scope.SERVER, 3);

    assertThat(entered(session("one", "ann"), quota)).isEqualTo(3);
    assertThat(entered(ANN, quota)).isZero();
    assertThat(entered(Party.UNKNOWN, quota)).isZero();
  }

  @Test
  void excess_saysWhenToComeAgain() {
    Quota quota = calls("t", Scope.SERVER, 7);
    assertThat(entered(ANN, quota)).isEqualTo(7);

    // A call comes back each 8.57 seconds.
    assertThat(enter(ANN, quota)).isEqualTo(new Excess(beyond(Reason.RATE), 9));
    pass(Duration.ofSeconds(9).minusNanos(1));
    assertThat(enter(ANN, quota)).isNull();
    Quota two = calls("u", Scope.SERVER, 60);
    assertThat(enter(ANN, quota, two)).isEqualTo(new Excess(beyond(Reason.RATE), 9));
  }

  @Test
  void excess_ofOneQuota_takesNothingOfTheOthers() {
    Quota small = calls("small", Scope.SESSION, 2);
    Quota large = calls("large", Scope.CALLER, 5);
    Quota together = concurrent("running", Scope.SERVER, 9);
    Party one = session("one", "ann");

    assertThat(entered(one, large, small, together)).isEqualTo(2);
    assertThat(entered(session("two", "ann"), large, together)).isEqualTo(3);
    assertThat(entered(session("three", "bob"), together)).isEqualTo(4);
  }

  @Test
  void concurrent_isFreedByEachEnd_once() {
    Quota quota = concurrent("t", Scope.SERVER, 2);
    Call first = call();
    Call second = call();
    Call third = call();

    assertThat(enter(first, ANN, quota)).isNull();
    assertThat(enter(second, ANN, quota)).isNull();
    assertThat(enter(third, ANN, quota)).isEqualTo(new Excess(beyond(Reason.CONCURRENCY), 1));
    turnstile.leave(third, false);
    assertThat(enter(ANN, quota)).isNotNull();
    turnstile.leave(first, false);
    turnstile.leave(first, true);
    assertThat(enter(ANN, quota)).isNull();
    assertThat(enter(ANN, quota)).isNotNull();
    turnstile.leave(second, true);
    assertThat(enter(ANN, quota)).isNull();
  }

  /** Neither its handler nor its client is left to end it. */
  @Test
  void concurrent_isFreedOfACallThatNobodyHas() {
    Quota quota = concurrent("t", Scope.SERVER, 1);
    Call kept = call();
    assertThat(enter(kept, ANN, quota)).isNull();
    collectGarbage();
    assertThat(enter(ANN, quota)).isNotNull();
    turnstile.leave(kept, true);

    assertThat(enter(call(), ANN, quota)).isNull();
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    boolean freed = false;
    while (!freed && System.nanoTime() < end) {
      collectGarbage();
      freed = enter(ANN, quota) == null;
    }
    assertThat(freed).isTrue();
  }

  private static void collectGarbage() {
    WeakReference<Object> garbage = new WeakReference<>(new Object());
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (garbage.get() != null && System.nanoTime() < end) {
      System.gc();
    }
  }

  @Test
  void names_thatAreMadeUp_areBounded_andNoneBeginsFullAfterwards() {
    Party one = session("one", "ann");
    assertThat(entered(one, calls("first", Scope.SESSION, 3))).isEqualTo(3);
    for (int i = 1; i < Account.MOST; i++) {
      assertThat(enter(one, calls("name" + i, Scope.SESSION, 3))).isNull();
    }

    assertThat(entered(one, calls("fresh", Scope.SESSION, 3))).isZero();
    assertThat(entered(one, calls("first", Scope.SESSION, 3))).isZero();
    assertThat(entered(one, calls("name" + (Account.MOST - 1), Scope.SESSION, 3))).isEqualTo(2);
    assertThat(entered(session("two", "ann"), calls("first", Scope.SESSION, 3))).isEqualTo(3);
    pass(MINUTE);
    assertThat(entered(one, calls("first", Scope.SESSION, 3))).isEqualTo(3);
  }

  @Test
  void callers_beyondWhatThereIsRoomFor_beginEmpty_whereOneWentThatWasNotFull() {
    Quota quota = calls("callers", Scope.CALLER, 3);
    for (int i = 0; i < CallerAccounts.MOST; i++) {
      assertThat(enter(new Party(null, "caller" + i), quota)).isNull();
    }
    pass(MINUTE);
    assertThat(entered(ANN, quota)).isEqualTo(3);
    for (int i = 0; i < CallerAccounts.MOST; i++) {
      enter(new Party(null, "other" + i), quota);
    }

    assertThat(entered(ANN, quota)).isZero();
    assertThat(entered(new Party(null, "fresh"), quota)).isZero();
  }

  @Test
  void session_thatMayHaveBeenForgotten_beginsEmpty() {
    Party again = new Party(Kept.first("one", false), "ann");

    assertThat(entered(again, calls("t", Scope.SESSION, 3))).isZero();
    pass(MINUTE);
    assertThat(entered(again, calls("t", Scope.SESSION, 3))).isEqualTo(3);
  }

  @Test
  void manyThreads_neverGetMoreThanThereIs() throws Exception {
    Quota rate = calls("t", Scope.SESSION, 1000);
    Quota together = concurrent("t", Scope.CALLER, 3);
    Party one = session("one", "ann");
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch ready = new CountDownLatch(8);
    Callable<Integer> work =
        () -> {
          int entered = 0;
          ready.countDown();
          ready.await();
          for (int i = 0; i < 4000; i++) {
            Call call = call();
            if (enter(call, one, rate, together) == null) {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              entered++;
              inside.decrementAndGet();
              turnstile.leave(call, true);
            }
          }
          return entered;
        };
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> results = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        results.add(threads.submit(work));
      }
      int entered = 0;
      for (Future<Integer> result : results) {
        entered += result.get();
      }
      assertThat(entered).isEqualTo(1000);
      assertThat(most.get()).isBetween(1, 3);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Quota sent(String key, Scope scope, long most) {
    return new Quota.Bytes(key, scope, Direction.SENT, most, beyond(Reason.LIMIT));
  }

  private long moved(Party party, Quota quota) {
    Call call = call();
    assertThat(enter(call, party, quota)).isNull();
    Total total = call.totals().get(0);
    assertThat(total.most()).isEqualTo(100);
    assertThat(total.beyond()).isEqualTo(quota.beyond());
    return total.moved().addAndGet(10);
  }

  @Test
  void bytes_areCountedForASession_orForACallerInAll() {
    Quota ofSession = sent("sessions", Scope.SESSION, 100);
    Quota ofCaller = sent("callers", Scope.CALLER, 100);
    Party one = session("one", "ann");

    assertThat(moved(one, ofSession)).isEqualTo(10);
    assertThat(moved(one, ofSession)).isEqualTo(20);
    assertThat(moved(session("two", "ann"), ofSession)).isEqualTo(10);
    assertThat(moved(new Party(one.session().next(), "ann"), ofSession)).isEqualTo(10);
    assertThat(moved(one, ofCaller)).isEqualTo(10);
    assertThat(moved(session("two", "ann"), ofCaller)).isEqualTo(20);
    assertThat(moved(ANN, ofSession)).isEqualTo(10);
    assertThat(moved(new Party(Kept.first("lost", false), "bob"), ofSession)).isGreaterThan(100);
  }

  private static Entry<Requirement> requirement(@Nullable Duration within, String... same)
      throws Malformed {
    List<ArgumentPath> paths = new ArrayList<>();
    for (String path : same) {
      paths.add(ArgumentPath.parse(path));
    }
    return new Entry<>(
        "tools.t.requires[0]", Span.NOWHERE, new Requirement(NameGlob.parse("g"), paths, within));
  }

  @Test
  void policyThatChanges_beginsABucketForAnotherRate_andFindsThatOfTheSame() {
    List<Quota> slow = List.of(calls("tools.t.limits.calls", Scope.SERVER, 1));
    List<Quota> fast = List.of(calls("tools.t.limits.calls", Scope.SERVER, 2));
    assertThat(enter(slow)).isNull();

    assertThat(enter(fast)).isNull();
    assertThat(enter(fast)).isNull();
    assertThat(enter(fast)).isNotNull();
    assertThat(enter(slow)).isNotNull();
  }

  private @Nullable Excess enter(List<Quota> quotas) {
    return turnstile.enter(call(), ANN, quotas, List.of(), Map.of());
  }

  @Test
  void requirementOfAChangedPolicy_isNotMetByWhatMetAnother_atTheSamePlace() throws Exception {
    Party one = session("one", "ann");
    Entry<Requirement> read = requirement(null, "owner");
    Entry<Requirement> approve =
        new Entry<>(
            read.path(),
            Span.NOWHERE,
            new Requirement(NameGlob.parse("approve"), read.value().same(), null));
    Entry<Requirement> moved = new Entry<>("tools.t.requires[1]", Span.NOWHERE, read.value());
    Map<String, ?> arguments = Map.of("owner", "a");
    run(one, read, arguments, true);

    assertThat(has(one, moved, arguments)).isTrue();
    assertThat(has(one, approve, arguments)).isFalse();
  }

  /** A call that meets a requirement runs to its end. */
  private void run(Party party, Entry<Requirement> meets, Map<?, ?> arguments, boolean succeeded) {
    Call call = call();
    assertThat(turnstile.enter(call, party, List.of(), List.of(meets), arguments)).isNull();
    turnstile.leave(call, succeeded);
  }

  private boolean has(Party party, Entry<Requirement> requirement, Map<?, ?> arguments) {
    return turnstile.past(party.session()).has(requirement, arguments);
  }

  @Test
  void past_isOfWhatSucceededInThatSession() throws Malformed {
    Entry<Requirement> requirement = requirement(null);
    Party one = session("one", "ann");

    assertThat(has(one, requirement, Map.of())).isFalse();
    run(one, requirement, Map.of(), false);
    assertThat(has(one, requirement, Map.of())).isFalse();
    Call running = call();
    turnstile.enter(running, one, List.of(), List.of(requirement), Map.of());
    assertThat(has(one, requirement, Map.of())).isFalse();
    turnstile.leave(running, true);
    assertThat(has(one, requirement, Map.of())).isTrue();

    assertThat(has(session("two", "ann"), requirement, Map.of())).isFalse();
    assertThat(has(new Party(one.session().next(), "ann"), requirement, Map.of())).isFalse();
    run(ANN, requirement, Map.of(), true);
    assertThat(has(ANN, requirement, Map.of())).isFalse();
  }

  @Test
  void past_ofTheSameArguments_comparesValues() throws Malformed {
    Entry<Requirement> requirement = requirement(null, "owner", "at.repo");
    Party one = session("one", "ann");
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("owner", "a");
    arguments.put("at", Map.of("repo", 1));
    arguments.put("more", "x");
    run(one, requirement, arguments, true);

    assertThat(has(one, requirement, Map.of("owner", "a", "at", Map.of("repo", 1)))).isTrue();
    assertThat(
            has(
                one,
                requirement,
                Map.of("owner", "a", "at", Map.of("repo", new BigDecimal("1.0")))))
        .isTrue();
    assertThat(has(one, requirement, Map.of("owner", "a", "at", Map.of("repo", "1")))).isFalse();
    assertThat(has(one, requirement, Map.of("owner", "b", "at", Map.of("repo", 1)))).isFalse();
    assertThat(has(one, requirement, Map.of("owner", "a"))).isFalse();
    assertThat(has(one, requirement, Map.of("owner", "a", "at", "repo"))).isFalse();
    run(one, requirement, Map.of("owner", "b"), true);
    assertThat(has(one, requirement, Map.of("owner", "b"))).isFalse();
  }

  @Test
  void past_within_isOverAfterThat() throws Malformed {
    Entry<Requirement> requirement = requirement(Duration.ofMinutes(10));
    Party one = session("one", "ann");
    run(one, requirement, Map.of(), true);

    pass(Duration.ofMinutes(10));
    assertThat(has(one, requirement, Map.of())).isTrue();
    now++;
    assertThat(has(one, requirement, Map.of())).isFalse();
    run(one, requirement, Map.of(), true);
    assertThat(has(one, requirement, Map.of())).isTrue();
  }

  @Test
  void past_isBounded_theOldestGoes() throws Malformed {
    Entry<Requirement> requirement = requirement(null, "n");
    Party one = session("one", "ann");
    for (int i = 0; i <= Successes.MOST; i++) {
      run(one, requirement, Map.of("n", i), true);
    }

    assertThat(has(one, requirement, Map.of("n", 0))).isFalse();
    assertThat(has(one, requirement, Map.of("n", 1))).isTrue();
    assertThat(has(one, requirement, Map.of("n", Successes.MOST))).isTrue();
  }

  @Test
  void began_isKeptOfEachSession_andHoldsWhereNobodyKnows() {
    NameGlob fetch = NameGlob.parse("fetch_*");
    Kept session = Kept.first("one", /* isNew= */ true);
    turnstile.began(session, List.of(fetch));
    turnstile.began(null, List.of(fetch));

    assertThat(turnstile.past(session).began(fetch)).isTrue();
    assertThat(turnstile.past(session).began(NameGlob.parse("read_*"))).isFalse();
    assertThat(turnstile.past(Kept.first("two", /* isNew= */ true)).began(fetch)).isFalse();
    assertThat(turnstile.past(session.next()).began(fetch)).isFalse();
    assertThat(turnstile.past(Kept.first("one", /* isNew= */ false)).began(fetch)).isTrue();
    assertThat(turnstile.past(null).began(fetch)).isTrue();
  }
}
