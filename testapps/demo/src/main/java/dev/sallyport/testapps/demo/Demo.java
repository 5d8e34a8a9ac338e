package dev.sallyport.testapps.demo;

import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.LoopbackListener;
import dev.sallyport.testapps.ServerLaunch;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.ToolCalls;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * One server, one client, one script of calls: first with the flag alone, then with a policy.
 *
 * <p>The exit code is 1 where something was not as it is shown here, so that the demonstration is a
 * check as well.
 */
public final class Demo {
  private final PrintStream out = System.out;
  private final Stage stage;
  private final LoopbackListener internal;
  private boolean asExpected = true;

  private Demo(Stage stage, LoopbackListener internal) {
    this.stage = stage;
    this.internal = internal;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    boolean asExpected;
    try (Stage stage = Stage.set();
        LoopbackListener internal = LoopbackListener.answering("internal data")) {
      Demo demo = new Demo(stage, internal);
      demo.audit();
      demo.enforce();
      asExpected = demo.asExpected;
    }
    System.exit(asExpected ? 0 : 1);
  }

  private void audit() throws IOException, InterruptedException {
    heading("1. The flag alone: -javaagent:sallyport.jar");
    out.println("Nothing is stopped. Every call, and what it touches, is decided on and recorded.");
    List<Step> script = Script.of(stage, internal);
    play(stage.launch("audit"), script, /* enforced= */ false);
    out.println("The internal service saw " + internal.accepted() + " connections.");
    decisions("audit");
  }

  private void enforce() throws IOException, InterruptedException {
    heading("2. The same server and the same calls, with a policy");
    String policy = stage.policy();
    out.println(policy.indent(4));
    long before = internal.accepted();
    stage.reset();
    play(stage.launch("enforce").policy(policy), Script.of(stage, internal), /* enforced= */ true);
    long more = internal.accepted() - before;
    out.println("The internal service saw " + more + " connections.");
    asExpected &= more == 0;
    decisions("enforce");
  }

  private void play(ServerLaunch launch, List<Step> script, boolean enforced)
      throws IOException, InterruptedException {
    try (ServerProcess server = launch.start()) {
      out.println();
      out.println("  stderr: " + health(server));
      out.println();
      for (Step step : script) {
        CallToolResult result = ToolCalls.call(server.client(), step.tool(), step.arguments());
        boolean refused = Boolean.TRUE.equals(result.isError());
        asExpected &= refused == (enforced && step.forbidden());
        out.printf("  %-34s %s%n", step.what(), step.shown());
        out.printf("  %-34s -> %s%n", "", oneLine(ToolCalls.text(result)));
      }
      out.println();
    }
  }

  /** The table of the command line, of the audit file that the server left. */
  private void decisions(String run) throws IOException, InterruptedException {
    Path audit = stage.auditFile(run);
    out.println();
    out.println("$ java -jar agent/target/sallyport.jar decisions " + stage.shown(audit));
    out.flush();
    Process table =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                BuildTree.agentJar().toString(),
                "decisions",
                audit.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start();
    asExpected &= table.waitFor() == 0;
  }

  private static String health(ServerProcess server) {
    return server.awaitStderr(line -> line.startsWith("sallyport "));
  }

  private static String oneLine(String text) {
    String line = text.strip().replace('\n', ' ');
    return line.length() > 80 ? line.substring(0, 80) + "..." : line;
  }

  private void heading(String text) {
    out.println();
    out.println(text);
    out.println("=".repeat(text.length()));
  }
}
