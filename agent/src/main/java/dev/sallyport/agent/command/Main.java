package dev.sallyport.agent.command;

import dev.sallyport.agent.start.Hooks;
import java.io.File;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;

/** The command line of the jar: {@code java -jar sallyport.jar <command>}. */
@Command(
    name = "sallyport",
    headerHeading = "Example: java -jar sallyport.jar decisions --denied audit.jsonl%n%n",
    header = "The command line of the Sallyport agent.%n",
    synopsisSubcommandLabel = "<command>")
public final class Main {

  private Main() {}

  /**
   * Runs one command and returns its exit code. Results go to {@code out}, messages to err.
   *
   * @param jar the one that all this is in
   */
  public static int run(String[] args, File jar, PrintWriter out, PrintWriter err) {
    return run(args, jar, out, err, Screen.of(System.getenv()));
  }

  static int run(String[] args, File jar, PrintWriter out, PrintWriter err, Screen screen) {
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand(ApprovalGroup.line(Approver.current()));
    line.addSubcommand(new Check(System.getenv()));
    line.addSubcommand(new Decisions(screen));
    line.addSubcommand(new Diff(System.getenv()));
    line.addSubcommand(new Doctor(jar, System.getenv()));
    line.addSubcommand(Explain.commandLine(System.getenv()));
    line.addSubcommand(new HookList(Hooks.table().rows(), Hooks.reading()));
    line.addSubcommand(new Learn(System.getenv()));
    line.addSubcommand(new LineageOf());
    line.addSubcommand(new CommandLine(new PinList()).addSubcommand(new PinAcceptance()));
    line.addSubcommand(new PresetList());
    line.addSubcommand(new Replay(System.getenv()));
    line.addSubcommand(new ReportPage(System.getenv()));
    line.addSubcommand(new RuntimeGrant(System.getProperties()));
    line.addSubcommand(new Tail(screen, System.getenv(), System.getProperty("user.home")));
    line.addSubcommand(new PolicyTest(System.getenv()));
    line.addSubcommand(new Verify());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(out);
    line.setErr(err);
    line.setParameterExceptionHandler(oneLine());
    line.setExecutionExceptionHandler(fault());
    addHelp(line);
    int code;
    if (args.length == 0) {
      line.usage(err);
      code = ExitCode.USAGE.code();
    } else {
      code = line.execute(args);
    }
    out.flush();
    err.flush();
    return code;
  }

  private static void addHelp(CommandLine line) {
    Map<String, String> list = new LinkedHashMap<>();
    for (ExitCode code : ExitCode.values()) {
      list.put(Integer.toString(code.code()), code.meaning());
    }
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
    line.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(list);
    line.getSubcommands().values().forEach(Main::addHelp);
  }

  private static IParameterExceptionHandler oneLine() {
    return (wrong, args) -> {
      CommandLine line = wrong.getCommandLine();
      line.getErr().println("error: " + wrong.getMessage());
      line.getErr().println("Try: " + line.getCommandSpec().qualifiedName() + " --help");
      return ExitCode.USAGE.code();
    };
  }

  private static IExecutionExceptionHandler fault() {
    return (fault, line, parsed) -> {
      line.getErr().println("error: " + fault);
      return ExitCode.FAULT.code();
    };
  }
}
