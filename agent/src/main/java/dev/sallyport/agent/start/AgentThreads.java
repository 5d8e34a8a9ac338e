package dev.sallyport.agent.start;

import dev.sallyport.agent.context.Contexts;
import java.util.concurrent.ThreadFactory;

/**
 * Makes the agent's own threads: daemons that the gates let through, as the threads they start.
 *
 * <p>Their class is what tells them from others with such a name. They are in a group beside the
 * application's, so that it neither finds them in its own nor interrupts them with it.
 */
record AgentThreads(Contexts contexts, ThreadGroup group, String name) implements ThreadFactory {
  /** Threads of that name, in a group of their own. */
  static AgentThreads named(Contexts contexts, String name) {
    ThreadGroup top = Thread.currentThread().getThreadGroup();
    while (top.getParent() != null) {
      top = top.getParent();
    }
    return new AgentThreads(contexts, new ThreadGroup(top, "sallyport"), name);
  }

  @Override
  public Thread newThread(Runnable work) {
    Thread thread = new AgentThread(group, new Exempt(contexts, work), name);
    thread.setDaemon(true);
    return thread;
  }

  private static final class AgentThread extends Thread {
    AgentThread(ThreadGroup group, Runnable work, String name) {
      super(group, work, name);
    }
  }

  private record Exempt(Contexts contexts, Runnable work) implements Runnable {
    @Override
    public void run() {
      contexts.exempt();
      work.run();
    }
  }
}
