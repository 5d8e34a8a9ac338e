package dev.sallyport.agent.command;

import dev.sallyport.agent.audit.AuditRecord;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** Decides again, under one policy, what was recorded, unless it would have to guess. */
final class Redecision {
  /** Reasons that follow from the rules of a policy and from what is asked. */
  private static final Set<Reason> BY_RULES =
      EnumSet.of(
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

  private final Policy policy;
  private final Engine engine;

  Redecision(Policy policy, Properties properties) {
    this.policy = policy;
    this.engine = Unattended.engine(policy, properties);
  }

  Engine engine() {
    return engine;
  }

  /** The decision of this policy, of a call whose arguments are not known. */
  Decision decide(AuditRecord.Decision record) throws Untold {
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
  Question question(AuditRecord.Decision record, Map<?, ?> arguments) throws Untold {
    if (BY_RULES.stream().noneMatch(reason -> Words.of(reason).equals(record.reason()))) {
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
