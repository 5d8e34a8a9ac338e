package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.model.ExecGrant;

/** Decides which programs are started, and which variables of the environment are read. */
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
    for (Match<NameGlob> grant : env) {
      if (grant.pattern().matches(request.name())) {
        return grant.decision();
      }
    }
    return otherwise;
  }
}
