package dev.sallyport.agent.command;

import dev.sallyport.agent.audit.AuditReader;
import dev.sallyport.agent.audit.AuditRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The audit file that a command reads beside a policy. */
final class AuditInput {
  private AuditInput() {}

  /** Hands each decision to the consumer, in the order of the file. */
  static void decisions(Path file, CommandSpec spec, Consumer<AuditRecord.Decision> consumer)
      throws IOException {
    records(
        file,
        spec,
        record -> {
          if (record instanceof AuditRecord.Decision decision) {
            consumer.accept(decision);
          }
        });
  }

  /** Hands over each record; warns of what could not be read. */
  static AuditReader.Damage records(Path file, CommandSpec spec, Consumer<AuditRecord> consumer)
      throws IOException {
    AuditReader.Damage damage = read(file, spec, consumer);
    if (damage.any()) {
      spec.commandLine().getErr().println("warning: " + file + ": " + DamageText.of(damage));
    }
    return damage;
  }

  /** Hands over each record. */
  static AuditReader.Damage read(Path file, CommandSpec spec, Consumer<AuditRecord> consumer)
      throws IOException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new ParameterException(spec.commandLine(), "can't read " + file);
    }
    try (Reader in = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
      return new AuditReader().read(in, consumer);
    }
  }
}
