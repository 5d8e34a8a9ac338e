package dev.sallyport.agent.replay;

import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.record.RecentMap;
import dev.sallyport.agent.record.Words;
import dev.sallyport.agent.start.Unattended;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Question;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.model.Callers;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.model.Sessions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides again, under one policy, what was recorded, unless it would have to guess. */
public final class Redecision {
  /** Reasons that follow from the rules of a policy and from what is asked. */
  private static final Set<String> BY_RULES =
      words(
          Reason.GRANTED,
          Reason.RUNTIME,
          Reason.ANCESTOR,
          Reason.DENIED,
          Reason.NOT_GRANTED,
          Reason.NOT_LISTED,
          Reason.OUT_OF_SCOPE,
          Reason.DISCLOSURE,
          Reason.UNSEEN,
          Reason.AMBIGUOUS,
          Reason.ROLE,
          Reason.ARGUMENT_UNKNOWN,
          Reason.ARGUMENT_MISSING,
          Reason.ARGUMENT_TYPE,
          Reason.ARGUMENT_VALUE,
          Reason.ACTION,
          Reason.EGRESS_FLOOR);

  /** Calls under way, and those whose work is late. */
  private static final int MOST_CALLS = 65_536;

  private final Policy policy;
  private final Engine engine;
  private final Map<String, Optional<Decision>> refusals = new RecentMap<>(MOST_CALLS);

  public Redecision(Policy policy, Properties properties) {
    this.policy = policy;
    this.engine = Unattended.engine(policy, properties);
  }

  private static Set<String> words(Reason... reasons) {
    return Arrays.stream(reasons).map(Words::of).collect(Collectors.toUnmodifiableSet());
  }

  public Engine engine() {
    return engine;
  }

  /**
   * The decision of this policy, of a call whose arguments are not known. Of an operation in a call
   * that is denied, why the call is: it would not have come about. So what a call did has to be
   * asked about after the call, as it is recorded.
   */
  public Decision decide(AuditRecord.Decision record) throws Untold {
    if (record.kind().isEmpty()) {
      return alone(record);
    }
    if (!record.isOnCall()) {
      Decision refusal = refusal(record);
      return refusal == null ? alone(record) : refusal;
    }
    Optional<Decision> refusal = Optional.empty();
    try {
      Decision decision = alone(record);
      refusal = decision.denies() ? Optional.of(decision) : refusal;
      return decision;
    } finally {
      refusals.putIfAbsent(record.call(), refusal);
    }
  }

  /** Why the call of an operation is denied; null where it is not, or nobody can tell. */
  private @Nullable Decision refusal(AuditRecord.Decision record) throws Untold {
    Optional<Decision> known = refusals.get(record.call());
    if (known != null) {
      return known.orElse(null);
    }
    // The call itself is not among the records, and so neither is who called.
    if (policy.callers() != null || policy.roles() != null) {
      return null;
    }
    Decision call =
        engine.decideWithoutConditions(known(RecordedQuestion.primitive(record)), null, null);
    return call.denies() ? call : null;
  }

  private Decision alone(AuditRecord.Decision record) throws Untold {
    Question question = question(record, Map.of());
    if (!(question instanceof Question.OfUse asked)) {
      return ofOperation(record, engine.answer(question));
    }
    Principal.Primitive primitive =
        asked.use() instanceof Request.ToolCall
            ? known(RecordedQuestion.primitive(record))
            : asked.use().of();
    Decision without =
        engine.decideWithoutConditions(primitive, asked.circumstances().caller(), null);
    if (!without.denies() && engine.hasConditions(primitive)) {
      throw new Untold("the arguments of the call");
    }
    return without;
  }

  /** What the JVM needs of a server depends on its class path. */
  private static Decision ofOperation(AuditRecord.Decision record, Decision decision)
      throws Untold {
    boolean uncovered = decision.denies() && decision.reason() != Reason.DENIED;
    if (uncovered && record.reason().equals(Words.of(Reason.RUNTIME))) {
      throw new Untold("the class path of the server");
    }
    return decision;
  }

  /**
   * What can be asked of this policy.
   *
   * @param arguments of the call
   */
  public Question question(AuditRecord.Decision record, Map<?, ?> arguments) throws Untold {
    if (!BY_RULES.contains(record.reason())) {
      throw new Untold("all that `" + record.reason() + "` depends on");
    }
    Question question = RecordedQuestion.of(record, arguments);
    if (question instanceof Question.OfOperation asked) {
      return asked.principal() instanceof Principal.Primitive primitive
          ? new Question.OfOperation(known(primitive), asked.operation())
          : asked;
    }
    checkCaller(record);
    return question;
  }

  /** Which of several a tool was is recorded where it was several then. */
  private Principal.Primitive known(Principal.Primitive recorded) throws Untold {
    if (!(recorded instanceof Principal.Tool tool)) {
      return recorded;
    }
    Principal.Tool whole = new Principal.Tool(tool.name());
    List<Principal.Primitive> several = engine.several(whole);
    if (several.contains(tool)) {
      return tool;
    }
    if (!several.contains(whole)) {
      throw new Untold("the arguments of the call");
    }
    return whole;
  }

  private void checkCaller(AuditRecord.Decision record) throws Untold {
    Entry<Callers> callers = policy.callers();
    if ((callers != null || policy.roles() != null) && record.asker().subject().isEmpty()) {
      throw new Untold("who called");
    }
    Callers.Bearer bearer = callers == null ? null : callers.value().bearer();
    if (bearer != null && bearer.scopes() != null) {
      throw new Untold("the scopes of the caller's token");
    }
    Sessions sessions = policy.sessions();
    if (sessions.ttl() != null || sessions.idle() != null || sessions.purposes() != null) {
      throw new Untold("how old the session was, and what for");
    }
  }
}
