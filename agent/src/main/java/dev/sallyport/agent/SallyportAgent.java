package dev.sallyport.agent;

import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;

/** Where the JVM enters the jar: {@code -javaagent:sallyport.jar} and {@code java -jar}. */
public final class SallyportAgent {
  /**
   * Exit status where the agent can't do its work and must not be missing (sysexits.h EX_CONFIG).
   */
  private static final int CANNOT_START = 78;

  private SallyportAgent() {}

  /**
   * Called by the JVM before the application's {@code main} ({@link java.lang.instrument}).
   *
   * <p>What goes wrong here stops the JVM: one that silently runs without its gates is worse.
   */
  public static void premain(String arguments, Instrumentation instrumentation) {
    try {
      File jar = jar();
      IsolatedLoader loader = new IsolatedLoader(jar);
      OwnModule.define(loader, instrumentation);
      loader
          .loadClass("dev.sallyport.agent.start.Start")
          .getMethod("premain", String.class, Instrumentation.class, File.class)
          .invoke(null, arguments == null ? "" : arguments, instrumentation, jar);
    } catch (Throwable failure) {
      System.err.println(
          "sallyport: can't start, so the server does not either: " + cause(failure));
      Runtime.getRuntime().halt(CANNOT_START);
    }
  }

  /** The command line. There is no application beside it, so it needs no module of its own. */
  public static void main(String[] arguments)
      throws IOException, URISyntaxException, ReflectiveOperationException {
    Object code =
        new IsolatedLoader(jar())
            .loadClass("dev.sallyport.agent.command.Main")
            .getMethod("run", String[].class, File.class, PrintWriter.class, PrintWriter.class)
            .invoke(null, arguments, jar(), writer(System.out), writer(System.err));
    System.exit((Integer) code);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
  }

  private static File jar() throws URISyntaxException {
    return new File(
        SallyportAgent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof InvocationTargetException ? failure.getCause() : failure;
  }
}
