package dev.sallyport.agent.command;

import dev.sallyport.agent.audit.AuditReader.Damage;
import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.audit.AuditTrail;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The audit files that a command reads, their older parts included. */
final class AuditInput {
  private static final byte[] GZIP = {(byte) 0x1f, (byte) 0x8b};

  private AuditInput() {}

  /** As {@link #records}, with decisions only, of one file. */
  static int decisions(Path file, CommandSpec spec, Consumer<AuditRecord.Decision> consumer)
      throws IOException {
    return decisions(List.of(file), spec, consumer);
  }

  /** As {@link #records}, with decisions only. */
  static int decisions(List<Path> files, CommandSpec spec, Consumer<AuditRecord.Decision> consumer)
      throws IOException {
    return records(
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
    int unread = 0;
    for (Map.Entry<Path, Damage> part : AuditTrail.read(parts(files, spec), consumer).entrySet()) {
      Damage damage = part.getValue();
      spec.commandLine()
          .getErr()
          .println("warning: " + part.getKey() + ": " + DamageText.of(damage));
      unread += damage.unreadable() + (damage.torn() ? 1 : 0);
    }
    return unread;
  }

  /** A pipe fails, where records are read twice, before it is read for nothing the second time. */
  static void checkTwice(List<Path> files, CommandSpec spec) throws IOException {
    for (Path file : files) {
      check(file, spec);
      if (!Files.isRegularFile(file)) {
        throw new ParameterException(
            spec.commandLine(),
            "can't read " + file + ": it is read twice, and is no regular file");
      }
    }
  }

  /** The files with their older parts, each once, in the order in which they are read. */
  static Set<Path> parts(List<Path> files, CommandSpec spec) throws IOException {
    for (Path file : files) {
      check(file, spec);
    }
    // A pattern of the shell names a file and its parts.
    Set<Path> parts = new LinkedHashSet<>();
    for (Path file : files) {
      parts.addAll(new AuditTrail(file).files());
    }
    return parts;
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
