package dev.sallyport.agent.command;

import dev.sallyport.agent.pin.Pin;
import dev.sallyport.agent.pin.Thing;
import java.io.PrintWriter;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the pins of a lock file. */
@Command(
    name = "pins",
    headerHeading = "Examples: sallyport pins%n          sallyport pins accept read_file%n%n",
    header = "Show what is pinned of a server's tools, prompts and resources, and what changed.%n",
    description =
        "new: first seen, and not accepted by command yet. changed: what was last seen is not what"
            + " is pinned; it is hidden and refused in enforce mode.%n")
final class PinList implements Callable<Integer> {
  private static final int SHOWN = 12;

  @Spec private CommandSpec spec;
  @Mixin private Lock lock;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    SortedMap<Thing, Pin> pins = lock.read(spec);
    int changed = 0;
    int fresh = 0;
    int width = 0;
    for (Map.Entry<Thing, Pin> entry : pins.entrySet()) {
      width = Math.max(width, name(entry.getKey()).length());
    }
    for (Map.Entry<Thing, Pin> entry : pins.entrySet()) {
      Pin pin = entry.getValue();
      changed += pin.isChanged() ? 1 : 0;
      fresh += !pin.isChanged() && !pin.accepted() ? 1 : 0;
      out.println(line(entry.getKey(), pin, width));
    }
    out.println(sum(pins.size(), changed, fresh));
    return (changed == 0 ? ExitCode.OK : ExitCode.FOUND).code();
  }

  private static String line(Thing thing, Pin pin, int width) {
    String name = name(thing);
    String state = pin.accepted() ? "pinned" : "new";
    String digests = pin.digest().substring(0, SHOWN);
    if (pin.seen() != null) {
      state = "CHANGED";
      digests += " -> " + pin.seen().substring(0, SHOWN);
    }
    return cell(state, "CHANGED".length())
        + cell(thing.kind().word(), "resource".length())
        + cell(name, width)
        + digests;
  }

  private static String name(Thing thing) {
    return Printable.of(thing.name());
  }

  private static String cell(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()) + 2);
  }

  private static String sum(int all, int changed, int fresh) {
    String sum = all + (all == 1 ? " pin: " : " pins: ") + changed + " changed, " + fresh + " new";
    return changed + fresh == 0 ? sum : sum + ". Run: sallyport pins accept <name>";
  }
}
