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
  private record InForce(Engine engine, Context starting, Context serving) {
    static InForce of(Engine engine) {
      return new InForce(engine, context(engine, Phase.STARTING), context(engine, Phase.SERVING));
    }

    private static Context context(Engine engine, Phase phase) {
      return new Context(engine.grants(new Principal.Server(phase)), null);
    }
  }

  public Server(Engine engine) {
    inForce = InForce.of(engine);
  }

  /** The policy in force. Who asks it more than once for one thing keeps it until that is done. */
  public Engine engine() {
    return inForce.engine();
  }

  /** From here on another policy is in force; calls that run have their grants already. */
  public void holdTo(Engine engine) {
    inForce = InForce.of(engine);
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
