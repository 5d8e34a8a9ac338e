package dev.sallyport.agent.context;

import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Phase;
import dev.sallyport.policy.decide.Principal;

/**
 * The policy in force, and under it the server's own threads: starting until the first request,
 * then serving, never back (after OpenBSD's pledge(2)).
 */
public final class Server {
  private volatile InForce inForce;
  private volatile boolean served;
  private volatile boolean disarmed;

  /** A policy, and what the server itself may do under it. */
  private record InForce(Rules rules, Context starting, Context serving) {
    static InForce of(Rules rules) {
      return new InForce(rules, context(rules, Phase.STARTING), context(rules, Phase.SERVING));
    }

    private static Context context(Rules rules, Phase phase) {
      Principal.Server server = new Principal.Server(phase);
      Shadow shadow = rules.shadow();
      return new Context(
          rules.engine().grants(server),
          /* call= */ null,
          shadow == null ? null : new ShadowGrants(shadow, shadow.engine().grants(server)));
    }
  }

  /** One beside whose policy nothing is evaluated. */
  public Server(Engine engine) {
    this(new Rules(engine, /* shadow= */ null));
  }

  public Server(Rules rules) {
    inForce = InForce.of(rules);
  }

  /** The policy in force. Who asks it more than once for one thing keeps it until that is done. */
  public Engine engine() {
    return inForce.rules().engine();
  }

  /** The same, with what is evaluated beside it. */
  public Rules rules() {
    return inForce.rules();
  }

  /** From here on another policy is in force; calls that run have their grants already. */
  public void holdTo(Rules rules) {
    inForce = InForce.of(rules);
  }

  /** The context of work that no call is the cause of. */
  public Context context() {
    InForce now = inForce;
    return served ? now.serving() : now.starting();
  }

  /** The first request is here. */
  public void serve() {
    served = true;
  }

  /** A gate is not there that should be: from here on everything that is enforced is denied. */
  public void disarm() {
    disarmed = true;
  }

  public boolean disarmed() {
    return disarmed;
  }
}
