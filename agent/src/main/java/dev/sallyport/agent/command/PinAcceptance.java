package dev.sallyport.agent.command;

import dev.sallyport.agent.pin.Pin;
import dev.sallyport.agent.pin.Thing;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Accepts what was last seen. A server that runs takes it over within a second. */
@Command(
    name = "accept",
    headerHeading = "Example: sallyport pins accept read_file%n%n",
    header = "Accept what was last seen of tools, prompts and resources.%n")
final class PinAcceptance implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Lock lock;

  @Parameters(paramLabel = "<name>", arity = "0..*", description = "As `pins` shows them.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--all", description = "All of them.")
  private boolean all;

  @Override
  public Integer call() throws IOException {
    if (all != names.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "either names or --all are needed");
    }
    SortedMap<Thing, Pin> pins = lock.read(spec);
    List<String> unknown = new ArrayList<>(names);
    int accepted = 0;
    for (Map.Entry<Thing, Pin> entry : pins.entrySet()) {
      String name = entry.getKey().name();
      unknown.remove(name);
      Pin pin = entry.getValue();
      if ((all || names.contains(name)) && !pin.equals(pin.accept())) {
        entry.setValue(pin.accept());
        accepted++;
      }
    }
    if (!unknown.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "nothing of that name is pinned: " + String.join(", ", unknown));
    }
    lock.write(pins);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        accepted + " of " + pins.size() + (pins.size() == 1 ? " pin" : " pins") + " accepted");
    return ExitCode.OK.code();
  }
}
