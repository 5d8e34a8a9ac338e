package dev.sallyport.agent.audit;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An audit file and the older parts beside it, which were split off when it was too large or a day
 * was over: {@code audit.000001.jsonl} is the first part of {@code audit.jsonl}. Their names sort
 * in the order in which they were written.
 *
 * @param file the one that is written to, or was last
 */
public record AuditTrail(Path file) {
  private static final int DIGITS = 6;

  /** The files that are there, in the order in which they were written. */
  public List<Path> files() throws IOException {
    List<Path> files = parts();
    if (Files.exists(file)) {
      files.add(file);
    }
    return files;
  }

  /** The parts that were split off and are there, the oldest first. */
  List<Path> parts() throws IOException {
    List<Path> parts = new ArrayList<>();
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      return parts;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (isPart(entry)) {
          parts.add(file.resolveSibling(entry.getFileName()));
        }
      }
    }
    Collections.sort(parts);
    return parts;
  }

  /** What the file is called once it is split off: a name that no part had that is there. */
  Path nextPart() throws IOException {
    List<Path> parts = parts();
    long last = parts.isEmpty() ? 0 : number(parts.get(parts.size() - 1));
    String digits = Long.toString(last + 1);
    String padded = "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
    return file.resolveSibling(stem() + '.' + padded + extension());
  }

  /**
   * Hands each record to the consumer, in the order of the files.
   *
   * @return what could not be read, by the file that it is in
   */
  public static Map<Path, AuditReader.Damage> read(
      Collection<Path> files, Consumer<AuditRecord> consumer) throws IOException {
    Map<Path, AuditReader.Damage> damaged = new LinkedHashMap<>();
    for (Path part : files) {
      try (Reader in = new InputStreamReader(Files.newInputStream(part), StandardCharsets.UTF_8)) {
        AuditReader.Damage damage = new AuditReader().read(in, consumer);
        if (damage.any()) {
          damaged.put(part, damage);
        }
      }
    }
    return damaged;
  }

  private boolean isPart(Path path) {
    String name = name(path);
    int digits = name.length() - stem().length() - 1 - extension().length();
    return digits == DIGITS
        && name.startsWith(stem() + '.')
        && name.endsWith(extension())
        && name.substring(stem().length() + 1, stem().length() + 1 + digits)
            .chars()
            .allMatch(c -> c >= '0' && c <= '9');
  }

  private long number(Path part) {
    int from = stem().length() + 1;
    return Long.parseLong(name(part).substring(from, from + DIGITS));
  }

  private String stem() {
    String name = name(file);
    return name.substring(0, name.length() - extension().length());
  }

  /** From the last dot on; nothing where there is none but at the start. */
  private String extension() {
    String name = name(file);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(dot) : "";
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
