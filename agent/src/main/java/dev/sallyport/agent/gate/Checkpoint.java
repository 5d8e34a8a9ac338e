package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Call;
import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.context.Decided;
import dev.sallyport.agent.context.Server;
import dev.sallyport.agent.context.ShadowGrants;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.record.Action;
import dev.sallyport.agent.record.Arguments;
import dev.sallyport.agent.record.Asker;
import dev.sallyport.agent.record.Consent;
import dev.sallyport.agent.record.DecisionId;
import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Envelope;
import dev.sallyport.agent.record.Faults;
import dev.sallyport.agent.record.Losses;
import dev.sallyport.agent.record.Recorder;
import dev.sallyport.agent.record.Repetition;
import dev.sallyport.policy.decide.Circumstances;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Past;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.decide.Rule;
import dev.sallyport.policy.decide.Verdict;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.Risk;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The way of every request: whose it is, what the policy says, the record, what is done. */
public final class Checkpoint {
  private static final Decision FAILED =
      new Decision(Verdict.DENY, new Rule("built-in.fail-closed", 0), Reason.ERROR);

  private static final Decision MISPLACED =
      new Decision(Verdict.DENY, new Rule("built-in.placeholder", 0), Reason.NOT_GRANTED);

  private static final Decision UNRECORDED =
      new Decision(Verdict.DENY, new Rule("audit.full", 0), Reason.UNRECORDED);

  private static final Duration LAST_WRITES = Duration.ofSeconds(2);

  private final Server server;
  private final Recorder recorder;
  private final Losses losses;
  private final DecisionId ids;
  private final Faults faults;
  private final InstantSource clock;
  private final AtomicLong sequence = new AtomicLong();
  private final Comparison comparison;
  private final Arrivals arrivals = new Arrivals();

  /**
   * The one of this process.
   *
   * @param losses whether records are lost, and what calls do is denied for it
   * @param clock by which the policy's hours go
   */
  public Checkpoint(
      Server server,
      Recorder recorder,
      Losses losses,
      DecisionId ids,
      Faults faults,
      InstantSource clock) {
    this.server = server;
    this.recorder = recorder;
    this.losses = losses;
    this.ids = ids;
    this.faults = faults;
    this.clock = clock;
    this.comparison = new Comparison(faults);
  }

  /** Decides, records, and says whether to refuse; null means go on. */
  @Nullable Refusal pass(
      @Nullable Context context, Request request, Subject subject, String target) {
    return pass(context, request, subject, target, List.of());
  }

  /**
   * As {@link #pass(Context, Request, Subject, String)}.
   *
   * @param withheld the variables that a child starts without, or the headers that a request goes
   *     on without, named in the record
   */
  @Nullable Refusal pass(
      @Nullable Context context,
      Request request,
      Subject subject,
      String target,
      List<String> withheld) {
    return pass(context, request, subject, target, withheld, /* command= */ List.of());
  }

  /**
   * As {@link #pass(Context, Request, Subject, String, List)}, on the start of a process.
   *
   * @param command as in {@link Entry.DecisionMade}
   */
  @Nullable Refusal pass(
      @Nullable Context context,
      Request request,
      Subject subject,
      String target,
      List<String> withheld,
      List<String> command) {
    Context whose = whose(context);
    Decision decision = judge(whose, request);
    return settle(
        whose,
        entry(
            whose,
            decision,
            subject,
            target,
            Arguments.NONE,
            Envelope.NONE,
            withheld,
            command,
            /* credential= */ "",
            Asker.UNKNOWN,
            /* retryAfter= */ 0,
            Consent.NONE,
            comparison.otherwise(whose, decision, request)));
  }

  /**
   * As {@link #pass(Context, Request, Subject, String)}, on a secret that would leave.
   *
   * @param credential as the policy names it
   */
  @Nullable Refusal passSecret(
      @Nullable Context context,
      Request request,
      Subject subject,
      String target,
      String credential) {
    Context whose = whose(context);
    Decision decision = judge(whose, request);
    Decision otherwise = comparison.otherwise(whose, decision, request);
    return settle(whose, ofSecret(whose, decision, subject, target, credential, otherwise));
  }

  /** What stands for a secret is where the secret can't be put: nothing grants that. */
  @Nullable Refusal misplaced(
      @Nullable Context context, Subject subject, String target, String credential) {
    Context whose = whose(context);
    return settle(
        whose, ofSecret(whose, MISPLACED, subject, target, credential, /* otherwise= */ null));
  }

  private Entry.DecisionMade ofSecret(
      Context whose,
      Decision decision,
      Subject subject,
      String target,
      String credential,
      @Nullable Decision otherwise) {
    return entry(
        whose,
        decision,
        subject,
        target,
        Arguments.NONE,
        Envelope.NONE,
        List.of(),
        /* command= */ List.of(),
        credential,
        Asker.UNKNOWN,
        /* retryAfter= */ 0,
        Consent.NONE,
        otherwise);
  }

  /** For whom a hook fired: without a call it is the server as it now is. */
  Context whose(@Nullable Context context) {
    return context == null ? server.context() : context;
  }

  /** What comes of a request, which is not recorded. */
  Decision judge(@Nullable Context context, Request request) {
    Context whose = whose(context);
    return disarmed(whose) ? FAILED : recordable(whose, whose.grants().decide(request));
  }

  /** What is decided for a call while records are being lost, and the policy wants none to be. */
  private Decision recordable(Context whose, Decision decision) {
    return losing(whose) && isGrant(decision) ? UNRECORDED : decision;
  }

  private static boolean isGrant(Decision decision) {
    return !decision.denies() && decision.reason() != Reason.RUNTIME;
  }

  private boolean losing(Context whose) {
    return losses.losing() && isBound(whose);
  }

  /**
   * Whether what it does may not happen without a record. The server itself goes on: it has to
   * answer that calls are denied.
   */
  private boolean isBound(Context whose) {
    return losses.denied()
        && whose.grants().mode() == Mode.ENFORCE
        && whose.grants().principal() instanceof Principal.Primitive;
  }

  /** As {@link #pass}, and remembers by what was asked if it is to go on. */
  @Nullable Refusal pass(
      @Nullable Context context,
      Request request,
      Subject subject,
      String target,
      Enum<?> kind,
      Object what,
      int number) {
    Context whose = whose(context);
    Decision decision = judge(whose, request);
    Entry.DecisionMade made =
        entry(whose, decision, subject, target, comparison.otherwise(whose, decision, request));
    if (made.action() != Action.BLOCKED) {
      ShadowGrants shadow = whose.shadow();
      whose
          .decided()
          .remember(new Repeated(kind, what, number, made, shadow == null ? null : shadow.of()));
    }
    return settle(whose, made);
  }

  /** What was decided for that context already; null where that may not be relied on. */
  @Nullable Decided decided(@Nullable Context context) {
    Context whose = whose(context);
    // What is late is told so in a record of its own.
    boolean late = whose.call() != null && whose.call().answered();
    return late || disarmed(whose) || losing(whose) ? null : whose.decided();
  }

  /** Goes on as when the same was asked before; false where it has to be decided anew. */
  boolean again(@Nullable Context context, Enum<?> kind, Object what, int number) {
    Repeated repeated = Repeated.find(decided(context), kind, what, number);
    return repeated != null && again(context, repeated);
  }

  /** Goes on as before; false where that may not be, and it has to be decided anew. */
  boolean again(@Nullable Context context, Repeated repeated) {
    Repetition repetition = repeated.repetition();
    if (!recorder.again(repetition) && isBound(whose(context))) {
      return false;
    }
    if (repeated.shadow() != null) {
      repeated.shadow().count(repetition.first().shadow());
    }
    if (context != null
        && context.call() != null
        && repetition.first().action() == Action.OBSERVED) {
      context.call().observed();
    }
    return true;
  }

  /**
   * Decides on a call itself.
   *
   * @param hint the risk that a tool gives itself; null where it does not say
   */
  Decision decide(
      Engine engine,
      Context context,
      Request.Invocation call,
      Client client,
      @Nullable Risk hint,
      Past past) {
    if (disarmed(context)) {
      return FAILED;
    }
    if (client.refused() != null) {
      return client.refused();
    }
    Circumstances now =
        new Circumstances(client.caller(), client.session(), hint, clock.instant(), past);
    return recordable(context, engine.decide(call, now));
  }

  /** Decides, records and says whether to refuse a request over HTTP, in which no call is known. */
  @Nullable Refusal pass(Engine engine, Request.Arrival arrival, Subject subject) {
    Context whose = server.context();
    boolean disarmed = server.disarmed() && engine.mode() == Mode.ENFORCE;
    Decision decision = disarmed ? FAILED : arrivals.decide(engine, arrival);
    String target = arrival.host() == null ? "" : arrival.host();
    return decision.denies() ? settle(whose, decision, subject, target) : null;
  }

  /** Records and says whether to refuse a request whose client may not go on. */
  @Nullable Refusal pass(Challenge challenge, Subject subject) {
    return settle(
        server.context(),
        challenge.decision(),
        subject,
        challenge.target(),
        Arguments.NONE,
        Envelope.NONE,
        challenge.asker(),
        /* retryAfter= */ 0,
        Consent.NONE,
        /* otherwise= */ null);
  }

  /** With a gate missing nothing that is enforced may go on; what is audited is decided as ever. */
  boolean disarmed(Context context) {
    return server.disarmed() && context.grants().mode() == Mode.ENFORCE;
  }

  /** Decides once more on what came of a request, which is recorded only if it is denied. */
  @Nullable Refusal passAgain(
      @Nullable Context context, Request request, Subject subject, String target) {
    return denies(context, request) ? pass(context, request, subject, target) : null;
  }

  /** Whether the policy denies a request, which is not recorded. */
  boolean denies(@Nullable Context context, Request request) {
    return judge(context, request).denies();
  }

  /** Whether a denial of this context's operations is carried out. */
  boolean enforces(@Nullable Context context) {
    return whose(context).grants().mode() == Mode.ENFORCE;
  }

  /**
   * The doors were called by what is not woven. One guess in many million would let it be whom it
   * likes, so the first is the last.
   */
  @Nullable Refusal intruded(@Nullable Context context) {
    Subject subject = new Subject("agent", "touch", "SallyportGate");
    disarm();
    Context whose = whose(context);
    Decision decision = whose.grants().decide(new Request.Agent());
    return settle(whose, decision, subject, SallyportGate.class.getName());
  }

  /** From here on everything that is enforced is denied. */
  void disarm() {
    server.disarm();
  }

  /** The gate itself failed, so nothing is known of the request but where it came from. */
  @Nullable Refusal fault(@Nullable Context context, Subject subject, Throwable failure) {
    Context whose = whose(context);
    faults.report(subject.hook(), failure.toString());
    return settle(whose, FAILED, subject, "?");
  }

  /** Something went wrong where nothing is decided. What it says may hold what is secret. */
  void report(String hook, Throwable failure) {
    faults.report(hook, failure.getClass().getName());
  }

  /** Waits until what was recorded is written: there may be no later. */
  void writeOut() {
    try {
      recorder.flush(LAST_WRITES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Settles what was decided already. */
  @Nullable Refusal settle(Context whose, Decision decision, Subject subject, String target) {
    return settle(whose, entry(whose, decision, subject, target, /* otherwise= */ null));
  }

  /**
   * Settles the decision on a call itself.
   *
   * @param retryAfter as in {@link Entry.DecisionMade}
   * @param otherwise as {@code shadow} there
   */
  @Nullable Refusal settle(
      Context whose,
      Decision decision,
      Subject subject,
      String target,
      Arguments arguments,
      Envelope envelope,
      Asker asker,
      long retryAfter,
      Consent consent,
      @Nullable Decision otherwise) {
    return settle(
        whose,
        entry(
            whose,
            decision,
            subject,
            target,
            arguments,
            envelope,
            List.of(),
            /* command= */ List.of(),
            /* credential= */ "",
            asker,
            retryAfter,
            consent,
            otherwise));
  }

  private Entry.DecisionMade entry(
      Context whose,
      Decision decision,
      Subject subject,
      String target,
      @Nullable Decision otherwise) {
    return entry(
        whose,
        decision,
        subject,
        target,
        Arguments.NONE,
        Envelope.NONE,
        List.of(),
        /* command= */ List.of(),
        /* credential= */ "",
        Asker.UNKNOWN,
        /* retryAfter= */ 0,
        Consent.NONE,
        otherwise);
  }

  private Entry.DecisionMade entry(
      Context whose,
      Decision decision,
      Subject subject,
      String target,
      Arguments arguments,
      Envelope envelope,
      List<String> withheld,
      List<String> command,
      String credential,
      Asker asker,
      long retryAfter,
      Consent consent,
      @Nullable Decision otherwise) {
    Mode mode = whose.grants().mode();
    Call call = whose.call();
    return new Entry.DecisionMade(
        Clock.now(),
        sequence.incrementAndGet(),
        whose.grants().principal(),
        call == null ? "" : call.id(),
        subject.gate(),
        subject.operation(),
        target,
        decision,
        actionOn(decision, mode),
        mode,
        whose.grants().policy(),
        subject.hook(),
        Thread.currentThread().getName(),
        call != null && call.answered(),
        arguments,
        envelope,
        /* times= */ 1,
        withheld,
        command,
        credential,
        asker,
        retryAfter,
        consent,
        otherwise);
  }

  private @Nullable Refusal settle(Context whose, Entry.DecisionMade decided) {
    boolean lost = !recorder.accept(decided) && isBound(whose) && isGrant(decided.decision());
    // The gap that tells of the lost record stands for this one too.
    Entry.DecisionMade made = lost ? decided.blocked(UNRECORDED) : decided;
    Call call = whose.call();
    if (made.action() == Action.BLOCKED) {
      String id = ids.of(made.sequence());
      if (call != null) {
        call.blocked(id);
      }
      boolean waits = made.decision().verdict() == Verdict.APPROVE;
      return new Refusal(id, made.target(), waits ? made.consent().approval() : "");
    }
    if (made.action() == Action.OBSERVED && call != null) {
      call.observed();
    }
    return null;
  }

  /** The one place where a verdict becomes an action. */
  public static Action actionOn(Decision decision, Mode mode) {
    if (!decision.denies()) {
      return Action.ALLOWED;
    }
    return mode == Mode.ENFORCE ? Action.BLOCKED : Action.OBSERVED;
  }
}
