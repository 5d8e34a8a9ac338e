package dev.sallyport.agent.context;

import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Phase;
import dev.sallyport.policy.decide.Principal;

/**
 * The server's own threads: starting until the first request, then serving, never back (after
 * OpenBSD's pledge(2)).
 */
public final class Server {
  private final Context starting;
  private final Context serving;
  private volatile boolean served;
  private volatile boolean disarmed;

  public Server(Engine engine) {
    starting = new Context(engine.grants(new Principal.Server(Phase.STARTING)), null);
    serving = new Context(engine.grants(new Principal.Server(Phase.SERVING)), null);
  }

  /** The context of work that no call is the cause of. */
  public Context context() {
    return served ? serving : starting;
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
