package dev.sallyport.agent.start;

import dev.sallyport.agent.context.Contexts;
import dev.sallyport.agent.doctor.Facts;
import dev.sallyport.agent.doctor.Finding;
import dev.sallyport.agent.doctor.Posture;
import java.io.File;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at how the server is run, beside the weaving, which does not need to know. */
final class PostureReading implements Runnable {
  private final MethodHandles.Lookup trusted;
  private final File jar;
  private final @Nullable String policy;
  private final Map<String, String> environment;
  private final Thread thread;
  private @Nullable List<Finding> result;
  private @Nullable Throwable failure;

  private PostureReading(
      Contexts contexts,
      MethodHandles.Lookup trusted,
      File jar,
      @Nullable String policy,
      Map<String, String> environment) {
    this.trusted = trusted;
    this.jar = jar;
    this.policy = policy;
    this.environment = environment;
    this.thread = AgentThreads.named(contexts, "sallyport-posture").newThread(this);
  }

  static PostureReading begin(
      Contexts contexts,
      MethodHandles.Lookup trusted,
      File jar,
      @Nullable String policy,
      Map<String, String> environment) {
    PostureReading reading = new PostureReading(contexts, trusted, jar, policy, environment);
    reading.thread.start();
    return reading;
  }

  @Override
  public void run() {
    try {
      result = Posture.of(Facts.here(jar, policy, RuntimeArguments.of(trusted), environment));
    } catch (Throwable e) {
      failure = e;
    }
  }

  /** The findings, once they are there. */
  List<Finding> await() throws InterruptedException {
    thread.join();
    if (result == null) {
      throw new IllegalStateException("the posture could not be read", failure);
    }
    return result;
  }
}
