package dev.sallyport.agent.command;

import dev.sallyport.agent.audit.AuditReader;
import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.audit.AuditTrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The audit file that a command reads beside a policy, its older parts included. */
final class AuditInput {
  private AuditInput() {}

  /** Hands each decision to the consumer, in the order in which they were written. */
  static void decisions(Path file, CommandSpec spec, Consumer<AuditRecord.Decision> consumer)
      throws IOException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new ParameterException(spec.commandLine(), "can't read " + file);
    }
    Map<Path, AuditReader.Damage> damaged =
        new AuditTrail(file)
            .read(
                record -> {
                  if (record instanceof AuditRecord.Decision decision) {
                    consumer.accept(decision);
                  }
                });
    damaged.forEach(
        (part, damage) ->
            spec.commandLine().getErr().println("warning: " + part + ": " + DamageText.of(damage)));
  }
}
