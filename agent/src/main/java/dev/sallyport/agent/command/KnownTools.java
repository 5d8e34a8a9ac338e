package dev.sallyport.agent.command;

import dev.sallyport.agent.pin.Kind;
import dev.sallyport.agent.pin.LockDamage;
import dev.sallyport.agent.pin.LockFile;
import dev.sallyport.agent.pin.Thing;
import dev.sallyport.policy.check.Inventory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The files that tell a command which tools a server has. */
final class KnownTools {
  @Option(
      names = "--lock",
      paramLabel = "<sallyport.lock>",
      description = "The server's lock: tools that it does not name are unknown.")
  private @Nullable Path lock;

  @Option(
      names = "--audit",
      paramLabel = "<audit.jsonl>",
      description = "An audit file: tools that were never called are unknown.")
  private @Nullable Path audit;

  @Option(
      names = "--tools",
      paramLabel = "<tools.json>",
      description = "The server's answer to tools/list: what its tools' arguments may be, too.")
  private @Nullable Path listing;

  /** What the files that were named tell; nothing where none was. */
  Inventory inventory(CommandSpec spec) {
    Set<String> tools = new TreeSet<>();
    Map<String, List<Inventory.Argument>> arguments = new LinkedHashMap<>();
    try {
      if (lock != null) {
        addPinned(lock, spec, tools);
      }
      if (audit != null) {
        AuditInput.decisions(
            audit,
            spec,
            decision -> {
              // What was refused may not exist.
              if (decision.isOnCall() && decision.kind().equals("tool") && !decision.denied()) {
                tools.add(decision.of());
              }
            });
      }
      if (listing != null) {
        arguments.putAll(ToolListing.read(listing));
        tools.addAll(arguments.keySet());
      }
    } catch (IOException | LockDamage e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
    return new Inventory(tools, arguments);
  }

  private static void addPinned(Path lock, CommandSpec spec, Set<String> tools)
      throws IOException, LockDamage {
    if (!lock.toFile().isFile()) {
      throw new ParameterException(spec.commandLine(), "there is no file " + lock);
    }
    for (Thing thing : LockFile.of(lock.toFile(), ProcessHandle.current().pid()).read().keySet()) {
      if (thing.kind() == Kind.TOOL) {
        tools.add(thing.name());
      }
    }
  }
}
