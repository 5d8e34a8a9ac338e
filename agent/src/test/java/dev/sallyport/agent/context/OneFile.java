package dev.sallyport.agent.context;

import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Grants;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.decide.Rule;
import dev.sallyport.policy.decide.Verdict;
import dev.sallyport.policy.model.Mode;

/** Grants one file. */
record OneFile(String tool, String file) implements Grants {
  @Override
  public Principal principal() {
    return new Principal.Tool(tool);
  }

  @Override
  public String policy() {
    return "";
  }

  @Override
  public Mode mode() {
    return Mode.ENFORCE;
  }

  @Override
  public Decision decide(Request request) {
    boolean granted = ((Request.File) request).real().equals(file);
    return new Decision(
        granted ? Verdict.ALLOW : Verdict.DENY,
        new Rule(tool, 0),
        granted ? Reason.GRANTED : Reason.NOT_GRANTED);
  }
}
