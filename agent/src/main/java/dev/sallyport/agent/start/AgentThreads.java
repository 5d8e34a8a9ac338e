package dev.sallyport.agent.start;

import dev.sallyport.agent.context.Contexts;
import java.util.concurrent.ThreadFactory;

/** Makes the agent's own threads: daemons that the gates let through, as the threads they start. */
record AgentThreads(Contexts contexts, String name) implements ThreadFactory {
  @Override
  public Thread newThread(Runnable work) {
    Thread thread = new Thread(new Exempt(contexts, work), name);
    thread.setDaemon(true);
    return thread;
  }

  private record Exempt(Contexts contexts, Runnable work) implements Runnable {
    @Override
    public void run() {
      contexts.exempt();
      work.run();
    }
  }
}
