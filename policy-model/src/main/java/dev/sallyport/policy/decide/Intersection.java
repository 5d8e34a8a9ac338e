package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Mode;

/** What both of two grants allow: the work of two calls at once. */
record Intersection(Grants first, Grants second) implements Grants {
  @Override
  public Principal principal() {
    return first.principal();
  }

  @Override
  public String policy() {
    return first.policy();
  }

  @Override
  public Mode mode() {
    return first.mode() == Mode.ENFORCE ? Mode.ENFORCE : second.mode();
  }

  @Override
  public boolean includes(Grants other) {
    return first.includes(other) || second.includes(other);
  }

  @Override
  public Decision decide(Request request) {
    Decision decision = first.decide(request);
    if (decision.denies()) {
      return decision;
    }
    Decision other = second.decide(request);
    return other.denies() ? other : decision;
  }
}
