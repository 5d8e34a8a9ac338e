package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.arg;

import dev.sallyport.agent.enforce.Denial;
import java.util.List;

/** Starting a process: {@code ProcessBuilder}, {@code Runtime.exec} and pipelines all end here. */
public final class ProcessHooks {
  private static final String START =
      "([Ljava/lang/String;Ljava/util/Map;Ljava/lang/String;[Ljava/lang/ProcessBuilder$Redirect;Z)"
          + "Ljava/lang/Process;";

  private ProcessHooks() {}

  public static List<Hook> rows() {
    return new Rows()
        .in("java/lang/ProcessImpl")
        .check("start", START, Check.PROCESS, Denial.IO, arg(0), arg(2))
        .rows();
  }
}
