package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;

import dev.sallyport.agent.enforce.Denial;
import java.util.List;

/**
 * Processes, and the environment of this one and of its children.
 *
 * <p>{@code ProcessBuilder}, {@code Runtime.exec} and pipelines all start processes in {@code
 * ProcessImpl.start}, whichever way the child is made; files that they redirect to and from are
 * opened there as streams. Handles of other processes come from {@code get} (and so {@code parent})
 * and the two that list.
 */
public final class ProcessHooks {
  private static final String START =
      "([Ljava/lang/String;Ljava/util/Map;Ljava/lang/String;[Ljava/lang/ProcessBuilder$Redirect;Z)"
          + "Ljava/lang/Process;";
  private static final String STREAM = "Ljava/util/stream/Stream;";
  private static final String INFO = "Ljava/lang/ProcessHandle$Info;";

  private ProcessHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    return new Rows()
        .in("java/lang/ProcessImpl")
        .exchange("start", START, Check.PROCESS, Denial.IO, arg(0), arg(2), arg(1))

        .in("java/lang/ProcessHandleImpl")
        .filter("get", "(J)Ljava/util/Optional;", Check.PROCESS_FIND, arg(0))
        .filter("children", "(J)" + STREAM, Check.PROCESS_LIST, NOTHING)
        .filter("descendants", "()" + STREAM, Check.PROCESS_LIST, NOTHING)
        .check("destroyProcess", "(Z)Z", Check.PROCESS_END, Denial.ZERO, SELF)

        .in("java/lang/ProcessHandleImpl$Info")
        .filter("info", "(JJ)" + INFO, Check.PROCESS_DESCRIBE, arg(0))

        .in("java/lang/ProcessEnvironment")
        .check("getenv", "(Ljava/lang/String;)Ljava/lang/String;", Check.ENVIRONMENT, Denial.NULL, arg(0))
        .filter("getenv", "()Ljava/util/Map;", Check.ENVIRONMENT_VIEW, NOTHING)
        .filter("environment", "()Ljava/util/Map;", Check.ENVIRONMENT_COPY, NOTHING)
        .rows();
  }
  // spotless:on
}
