package dev.sallyport.agent.command;

import dev.sallyport.agent.audit.AuditReader;
import dev.sallyport.agent.audit.AuditReader.Damage;
import dev.sallyport.agent.audit.AuditRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The audit files that a command reads. */
final class AuditInput {
  private static final byte[] GZIP = {(byte) 0x1f, (byte) 0x8b};

  private AuditInput() {}

  /** As {@link #records}, with decisions only, of one file. */
  static boolean decisions(Path file, CommandSpec spec, Consumer<AuditRecord.Decision> consumer)
      throws IOException {
    return decisions(List.of(file), spec, consumer);
  }

  /** As {@link #records}, with decisions only. */
  static boolean decisions(
      List<Path> files, CommandSpec spec, Consumer<AuditRecord.Decision> consumer)
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
   * @return whether all of it could be read
   */
  static boolean records(List<Path> files, CommandSpec spec, Consumer<AuditRecord> consumer)
      throws IOException {
    for (Path file : files) {
      check(file, spec);
    }
    boolean whole = true;
    for (Path file : files) {
      try (Reader in = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
        Damage damage = new AuditReader().read(in, consumer);
        if (damage.any()) {
          whole = false;
          spec.commandLine().getErr().println("warning: " + file + ": " + DamageText.of(damage));
        }
      }
    }
    return whole;
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
