package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.model.ExecGrant;

/** Decides which programs are started, and which variables of the environment are used. */
final class ProcessRules {
  private final Match<ExecGrant>[] exec;
  private final Match<NameGlob>[] env;
  private final Decision otherwise;

  ProcessRules(Match<ExecGrant>[] exec, Match<NameGlob>[] env, Decision otherwise) {
    this.exec = exec;
    this.env = env;
    this.otherwise = otherwise;
  }

  Decision decide(Request.Exec request) {
    for (Match<ExecGrant> grant : exec) {
      if (grant.pattern().program().matches(request.program())
          && grant.pattern().arguments().matches(request.arguments())) {
        return grant.decision();
      }
    }
    return otherwise;
  }

  Decision decide(Request.Environment request) {
    return switch (request.operation()) {
      case READ -> read(request.name());
      case SET -> set(request.name());
    };
  }

  private Decision read(String name) {
    for (Match<NameGlob> grant : env) {
      if (grant.pattern().matches(name)) {
        return grant.decision();
      }
    }
    return HarmlessVariables.contains(name) ? HarmlessVariables.GRANTED : otherwise;
  }

  /** A pattern was written to read variables by; what runs code has to be named. */
  private Decision set(String name) {
    for (Match<NameGlob> grant : env) {
      if (grant.pattern().isLiteral() && grant.pattern().matches(name)) {
        return grant.decision();
      }
    }
    return CodeVariables.contains(name) ? otherwise : HarmlessVariables.GRANTED;
  }
}
