package dev.sallyport.agent.command;

import dev.sallyport.agent.start.Preset;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the policies that come with the agent. */
@Command(
    name = "presets",
    headerHeading = "Example: sallyport presets strict%n%n",
    header = "List the policies that can be extended by name, or show one.%n")
final class PresetList implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "<name>", arity = "0..1", description = "The one to show.")
  private @Nullable String name;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (name == null) {
      for (Preset preset : Preset.ALL) {
        out.println(preset.name());
      }
      return ExitCode.OK.code();
    }
    Preset preset;
    try {
      preset = Preset.named(name);
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    out.print(new String(preset.text(), StandardCharsets.UTF_8));
    return ExitCode.OK.code();
  }
}
