package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Mode;

/** The grants of a server that is starting, where the policy does not write them. */
record EverythingGranted(Principal principal, String policy, Mode mode) implements Grants {
  private static final Decision GRANTED =
      new Decision(Verdict.ALLOW, new Rule("built-in.starting", 0), Reason.GRANTED);

  @Override
  public Decision decide(Request request) {
    return request instanceof Request.Agent ? Decisions.PROTECTED : GRANTED;
  }
}
