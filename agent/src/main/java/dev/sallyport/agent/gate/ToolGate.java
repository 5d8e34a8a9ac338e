package dev.sallyport.agent.gate;

import dev.sallyport.agent.approval.Approvals;
import dev.sallyport.agent.context.Arrival;
import dev.sallyport.agent.context.Call;
import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.context.Contexts;
import dev.sallyport.agent.context.Rules;
import dev.sallyport.agent.context.Server;
import dev.sallyport.agent.context.ThreadState;
import dev.sallyport.agent.credential.Redaction;
import dev.sallyport.agent.credential.Secrets;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.limit.Turnstile;
import dev.sallyport.agent.pin.Definitions;
import dev.sallyport.agent.record.ArgumentValues;
import dev.sallyport.agent.record.Arguments;
import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Envelope;
import dev.sallyport.agent.record.Faults;
import dev.sallyport.agent.record.Outcome;
import dev.sallyport.agent.record.Recorder;
import dev.sallyport.agent.record.Volume;
import dev.sallyport.agent.risk.Hints;
import dev.sallyport.policy.decide.Direction;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.OnDenied;
import dev.sallyport.policy.model.RecordedArguments;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The first of the two gates: a call of a tool, a resource or a prompt, before its handler runs and
 * after it answered.
 */
public final class ToolGate {
  private final Server server;
  private final Contexts contexts;
  private final Checkpoint checkpoint;
  private final Turnstile turnstile;
  private final Clients clients;
  private final Secrets secrets;
  private final Definitions definitions;
  private final Recorder recorder;
  private final Faults faults;
  private final Hints hints;
  private final CallDecisions decisions;
  private final Inventory inventory;
  private final RecordedArguments recorded;
  private final Supplier<String> ambient;

  /**
   * What came of asking for a call: either it may run, in that context, or it is refused.
   *
   * @param retryAfter in how many seconds it may be tried again; 0 where nobody knows
   * @param failsOnDenial whether every denial inside it fails it
   */
  public record Admission(
      Context context, @Nullable Refusal refusal, long retryAfter, boolean failsOnDenial) {}

  /**
   * Of this server.
   *
   * @param threads make the one that records the inventory of its tools
   * @param recorded what is recorded of the arguments of calls
   * @param ambient the span under which a thread works, as a {@code traceparent}; or empty
   */
  public ToolGate(
      Server server,
      Contexts contexts,
      Checkpoint checkpoint,
      Turnstile turnstile,
      Clients clients,
      Secrets secrets,
      Definitions definitions,
      Approvals approvals,
      Recorder recorder,
      Faults faults,
      ThreadFactory threads,
      RecordedArguments recorded,
      Supplier<String> ambient) {
    this.server = server;
    this.contexts = contexts;
    this.checkpoint = checkpoint;
    this.turnstile = turnstile;
    this.clients = clients;
    this.secrets = secrets;
    this.definitions = definitions;
    this.recorder = recorder;
    this.faults = faults;
    this.recorded = recorded;
    this.ambient = ambient;
    this.hints = new Hints(recorder);
    this.inventory = new Inventory(server, contexts, recorder, hints, threads);
    this.decisions =
        new CallDecisions(contexts, checkpoint, turnstile, definitions, approvals, hints, faults);
  }

  /**
   * A client asks for a call, on the thread that serves its request.
   *
   * @param argumentKeys the names of its arguments
   * @param traceparent its W3C trace context, or empty
   * @param tracestate what belongs to that, or empty
   * @param justification what the client says it is for, or empty
   */
  public Admission admit(
      Request.Invocation invocation,
      List<String> argumentKeys,
      String traceparent,
      String tracestate,
      String justification,
      Channel channel,
      String hook) {
    server.serve();
    Rules rules = server.rules();
    Engine engine = rules.engine();
    Client client = client(channel);
    Principal.Primitive of = engine.of(invocation);
    Call call = new Call(UUID.randomUUID().toString(), of, Clock.now());
    call.justify(justification);
    Context context =
        new Context(hints.grants(engine, of), call, decisions.shadow(rules, invocation));
    if (invocation instanceof Request.ToolCall asked) {
      if (asked.arguments() != null) {
        call.has(asked.arguments());
      }
      tellSecrets(engine, asked, call.id());
    }
    CallDecisions.Ruling ruling = decisions.rule(rules, context, invocation, client);
    Refusal refusal =
        checkpoint.settle(
            context,
            ruling.decision(),
            subject(invocation, hook),
            of.name(),
            new Arguments(argumentKeys, values(invocation)),
            envelope(traceparent, tracestate, channel),
            client.asker(),
            ruling.retryAfter(),
            ruling.consent(),
            ruling.otherwise());
    if (refusal != null) {
      end(context, Outcome.REFUSED, Volume.UNKNOWN);
    } else {
      turnstile.began(client.kept(), engine.precedes(of));
    }
    return new Admission(
        context, refusal, ruling.retryAfter(), engine.onDenied(of) == OnDenied.FAIL);
  }

  private Map<String, String> values(Request.Invocation invocation) {
    return recorded == RecordedArguments.REDACTED && invocation instanceof Request.ToolCall call
        ? ArgumentValues.of(call.arguments())
        : Map.of();
  }

  private Envelope envelope(String traceparent, String tracestate, Channel channel) {
    Arrival arrival = contexts.arrival();
    boolean http = !channel.stdio() && arrival != null && !arrival.serving().isOver();
    String session = channel.stdio() ? "" : channel.session();
    if (session.isEmpty() && http && arrival.sessions().size() == 1) {
      session = arrival.sessions().get(0);
    }
    String transport = channel.stdio() ? "pipe" : "";
    return new Envelope(traceparent, tracestate, ambient.get(), session, http ? "tcp" : transport);
  }

  private void tellSecrets(Engine engine, Request.ToolCall asked, String call) {
    for (String argument : engine.secretsIn(asked)) {
      recorder.accept(
          new Entry.StateChanged(
              Clock.now(),
              "screening",
              Map.of(
                  "kind",
                  asked.of().kind(),
                  "name",
                  asked.tool(),
                  "finding",
                  "secret-argument",
                  "where",
                  "arguments.".concat(argument),
                  "call",
                  call)));
    }
  }

  private static Subject subject(Request.Invocation invocation, String hook) {
    return new Subject(invocation.of().kind(), operation(invocation), hook);
  }

  private static String operation(Request.Invocation invocation) {
    if (invocation instanceof Request.ToolCall) {
      return "call";
    }
    if (invocation instanceof Request.ResourceRead) {
      return "read";
    }
    if (invocation instanceof Request.ResourceSubscription) {
      return "subscribe";
    }
    return invocation instanceof Request.PromptGet ? "get" : "complete";
  }

  /** Of the tools of this server. */
  public Inventory inventory() {
    return inventory;
  }

  /** A client asks for what there is, on the thread that serves its request. */
  public Sight listed(Channel channel) {
    server.serve();
    return new Sight(server.engine(), client(channel));
  }

  /** The server tells its clients how it is to be used. */
  public void instructions(String text) {
    definitions.seeInstructions(text);
  }

  /** What one client may see. */
  public final class Sight {
    private final Engine engine;
    private final Client client;

    private Sight(Engine engine, Client client) {
      this.engine = engine;
      this.client = client;
    }

    /**
     * Whether a list that it asked for may show it.
     *
     * @param definition the members of its JSON, as maps, lists, texts, numbers, booleans and null
     */
    public boolean shows(Principal.Primitive primitive, Map<?, ?> definition) {
      definitions.see(primitive, definition);
      hints.see(primitive, definition);
      inventory.see(primitive);
      if (engine.mode(primitive) == Mode.AUDIT) {
        return true;
      }
      return client.refused() == null
          && engine.shows(primitive, client.caller(), client.session())
          && !definitions.isChanged(primitive);
    }
  }

  /** Verifying may read files of our own, and does not decide on itself. */
  private Client client(Channel channel) {
    Arrival arrival = contexts.arrival();
    if (arrival != null) {
      arrival.serving().look();
    }
    ThreadState state = contexts.enter();
    try {
      return clients.of(arrival, channel);
    } finally {
      if (state != null) {
        state.inside = false;
      }
    }
  }

  /** Work for the call begins on this thread. */
  public void begin(Context context) {
    contexts.begin(context);
  }

  /** Work for the call is handed over to run later, on whatever thread. */
  public void handOver(Context context, Object work) {
    contexts.begin(context);
    contexts.capture(work);
    contexts.end();
  }

  /** The work that last began on this thread ended. */
  public void end() {
    contexts.end();
  }

  /** Takes secrets out of what a call answers; null where there are none to look for. */
  public @Nullable Redaction redaction() {
    if (secrets.isEmpty()) {
      return null;
    }
    // Its own files may be looked at again.
    ThreadState state = contexts.enter();
    try {
      return secrets.redaction();
    } finally {
      if (state != null) {
        state.inside = false;
      }
    }
  }

  /** What becomes of an answer that holds secrets. */
  public enum Disclosure {
    /** It stays as it is. */
    SHOWN,
    /** It goes without them. */
    REDACTED,
    /** The call answers with the refusal. */
    REFUSED
  }

  /**
   * The call would answer with secrets.
   *
   * @param names as the policy names them
   */
  public Disclosure disclose(Context context, Set<String> names, String hook) {
    Disclosure becomes = Disclosure.SHOWN;
    Subject subject = new Subject("credential", "disclose", hook);
    String target = context.call() == null ? "" : context.call().of().name();
    for (String name : names) {
      Refusal refusal =
          checkpoint.passSecret(context, new Request.Disclosure(name), subject, target, name);
      if (refusal != null && becomes != Disclosure.REFUSED) {
        becomes =
            switch (secrets.results(name)) {
              case BLOCK -> Disclosure.REFUSED;
              case REDACT -> Disclosure.REDACTED;
            };
      }
    }
    return becomes;
  }

  /** Whether it matters how long an answer of a call is. */
  public boolean limitsAnswers(Context context) {
    return checkpoint.denies(context, new Request.Transfer(Direction.ANSWERED, Long.MAX_VALUE));
  }

  /**
   * The call would answer.
   *
   * @param bytes of its texts
   * @return whether it answers with the refusal instead
   */
  public boolean refusesAnswer(Context context, Principal.Primitive of, long bytes, String hook) {
    return checkpoint.passAgain(
            context,
            new Request.Transfer(Direction.ANSWERED, bytes),
            new Subject(of.kind(), "answer", hook),
            of.name())
        != null;
  }

  /**
   * The call answered. What goes on after it is late, and still bound.
   *
   * @param answered the bytes of the texts of its answer, or {@link Volume#UNKNOWN}
   */
  public void end(Context context, Outcome outcome, long answered) {
    Call call = context.call();
    call.answer();
    turnstile.leave(call, outcome == Outcome.OK);
    contexts.forgetDead();
    recorder.accept(
        new Entry.CallEnded(
            Clock.now(),
            call.started(),
            call.id(),
            call.of(),
            outcome,
            call.denials(),
            context.grants().policy(),
            new Volume(
                call.moved(Direction.SENT).get(),
                call.moved(Direction.RECEIVED).get(),
                call.moved(Direction.READ).get(),
                answered),
            call.justification()));
  }

  /** A framework's adapter failed; in enforce mode it refuses the call. */
  public boolean refusesAfter(String where, Throwable failure) {
    faults.report(where, failure.toString());
    return server.engine().mode() == Mode.ENFORCE;
  }
}
