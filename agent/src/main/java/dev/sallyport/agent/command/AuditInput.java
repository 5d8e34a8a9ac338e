package dev.sallyport.agent.command;

import dev.sallyport.agent.audit.AuditReader.Damage;
import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.audit.AuditTrail;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The audit files that a command reads, their older parts included. */
final class AuditInput {
  private static final byte[] GZIP = {(byte) 0x1f, (byte) 0x8b};

  private AuditInput() {}

  /** Hands each decision to the consumer, in the order in which they were written. */
  static void decisions(Path file, CommandSpec spec, Consumer<AuditRecord.Decision> consumer)
      throws IOException {
    decisions(List.of(file), spec, consumer);
  }

  /** Hands each decision to the consumer, in the order of the files. */
  static void decisions(List<Path> files, CommandSpec spec, Consumer<AuditRecord.Decision> consumer)
      throws IOException {
    records(
        files,
        spec,
        record -> {
          if (record instanceof AuditRecord.Decision decision) {
            consumer.accept(decision);
          }
        });
  }

  /**
   * Hands each record to the consumer, in the order of the files. What can't be read of them is
   * said on stderr.
   *
   * @return how many lines could not be read
   */
  static int records(List<Path> files, CommandSpec spec, Consumer<AuditRecord> consumer)
      throws IOException {
    for (Path file : files) {
      check(file, spec);
    }
    int unread = 0;
    for (Path file : files) {
      for (Map.Entry<Path, Damage> part : new AuditTrail(file).read(consumer).entrySet()) {
        Damage damage = part.getValue();
        spec.commandLine()
            .getErr()
            .println("warning: " + part.getKey() + ": " + DamageText.of(damage));
        unread += damage.unreadable() + (damage.torn() ? 1 : 0);
      }
    }
    return unread;
  }

  /** A file that is none fails before anything is printed. */
  static void check(Path file, CommandSpec spec) throws IOException {
    String why = objection(file);
    if (why != null) {
      throw new ParameterException(spec.commandLine(), "can't read " + file + ": " + why);
    }
  }

  private static @Nullable String objection(Path file) throws IOException {
    if (!Files.exists(file)) {
      return "there is no such file";
    }
    if (Files.isDirectory(file)) {
      return "it is a directory";
    }
    if (!Files.isReadable(file)) {
      return "permission denied";
    }
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try (InputStream in = Files.newInputStream(file)) {
      boolean compressed = Arrays.equals(in.readNBytes(GZIP.length), GZIP);
      return compressed ? "it is compressed, gunzip it first" : null;
    }
  }
}
