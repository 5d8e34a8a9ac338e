package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.attack.Attack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * One attack under one policy: a directory, a port and a variable that no other has, and what they
 * look like when it succeeded. Everything is made before the server starts.
 */
final class Position implements AutoCloseable {
  // No service of a test is below, so nothing but a port is taken for one.
  private static final int FIRST_PORT = 1024;

  private final Attack attack;
  private final Twin twin;
  private final Path directory;
  private final Path path;
  private final String secret;
  private final String evidence;
  private final Sight sight;

  private Position(
      Attack attack, Twin twin, Path directory, String secret, String evidence, Sight sight) {
    this.attack = attack;
    this.twin = twin;
    this.directory = directory;
    path = directory.resolve(attack.seed().fileName());
    this.secret = secret;
    this.evidence = evidence;
    this.sight = sight;
  }

  /**
   * Makes it.
   *
   * @param number no other position of this JDK and policy has it
   */
  static Position of(Attack attack, Twin twin, Jdk jdk, Path root, int number) {
    try {
      Path directory = Files.createDirectory(root.resolve(Integer.toString(number)));
      Path path = directory.resolve(attack.seed().fileName());
      // Letters only, since some formats take nothing else for a name.
      String secret = "classified" + letters(number) + twin.name().charAt(0);
      String evidence = sow(attack, jdk, path, secret);
      Path open = Files.createDirectory(directory.resolve("open"));
      Files.createSymbolicLink(open.resolve("link"), path);
      Files.createSymbolicLink(open.resolve("up"), directory);
      return new Position(
          attack,
          twin,
          directory,
          secret,
          evidence,
          Sight.of(attack.target(), directory, path, number));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sow(Attack attack, Jdk jdk, Path path, String secret) throws IOException {
    return switch (attack.target()) {
      case CONTENT, LISTING, CHANGED, REMOVED -> attack.seed().sow(path, secret);
      case STATUS -> {
        attack.seed().sow(path, secret);
        yield "SEEN";
      }
      case LIBRARY -> {
        // Of no consequence when loaded: it has neither JNI_OnLoad nor constructors.
        Files.copy(jdk.home().resolve("lib/libprefs.so"), path);
        yield "";
      }
      case NAME, POWER -> "SEEN";
      default -> secret;
    };
  }

  Attack attack() {
    return attack;
  }

  /** The name of the variable, and its value, which is the secret. */
  String variable() {
    return "ATTACK_" + directory.getFileName();
  }

  String secret() {
    return secret;
  }

  /** What the policy grants. */
  Grants grants() {
    Map<String, List<String>> entries = new LinkedHashMap<>();
    add(entries, attack.always());
    if (twin == Twin.GRANTED) {
      add(entries, attack.grants());
    }
    Grants grants = Grants.NONE;
    for (Map.Entry<String, List<String>> entry : entries.entrySet()) {
      for (String value : entry.getValue()) {
        grants = grants.entry(entry.getKey(), filled(value));
      }
    }
    return grants;
  }

  private void add(Map<String, List<String>> entries, Map<String, List<String>> more) {
    more.forEach(
        (key, values) -> entries.computeIfAbsent(key, absent -> new ArrayList<>()).addAll(values));
  }

  private String filled(String value) {
    return value
        .replace("%path%", path.toString())
        .replace("%directory%", directory.toString())
        .replace("%open%", directory.resolve("open").toString())
        .replace("%other%", directory.resolve("other").toString())
        .replace("%name%", variable())
        .replace("%port%", Integer.toString(sight.port()));
  }

  /**
   * The arguments of the call.
   *
   * @param reserved the files that nothing grants, by placeholder
   */
  Map<String, String> arguments(Map<String, Path> reserved) {
    return Map.of(
        "path",
        aimed(reserved),
        "other",
        directory.resolve("other").toString(),
        "open",
        directory.resolve("open").toString(),
        "port",
        Integer.toString(sight.port()),
        "name",
        variable());
  }

  private String aimed(Map<String, Path> reserved) {
    if (twin == Twin.GRANTED || attack.reserved().isEmpty()) {
      return path.toString();
    }
    String aim = attack.reserved().get();
    return reserved.containsKey(aim) ? reserved.get(aim).toString() : filled(aim);
  }

  /** Whether the world shows that the attack succeeded. */
  boolean succeeded(String answer, long pid) {
    return switch (attack.target()) {
      case CONTENT, LISTING, STATUS, NAME, VARIABLE, POWER -> answer.contains(evidence);
      case LIBRARY -> mapped(pid);
      default -> sight.changed();
    };
  }

  private boolean mapped(long pid) {
    return attempt(
        () ->
            Files.readString(Path.of("/proc", Long.toString(pid), "maps"))
                .contains(path.toString()));
  }

  /**
   * An answer without what differs from run to run, for a table.
   *
   * @param arguments of the call
   */
  String told(String answer, Map<String, String> arguments) {
    return answer
        // First: how many steps up depends on where the project stands.
        .replaceAll("(\\.\\./){2,}[^ ]*/secret\\.txt", "RELATIVE")
        .replace(arguments.get("path"), "PATH")
        .replace(path.toString(), "PATH")
        .replace(directory.toString(), "DIRECTORY")
        .replaceAll("\\b" + Math.max(sight.port(), FIRST_PORT) + "\\b", "PORT")
        .replaceAll("/proc/[0-9]+/", "/proc/PID/")
        .replaceAll("up/\\.\\./[0-9]+/", "up/../PARENT/")
        .replaceAll("secret[0-9]{6,}", "secretNUMBER")
        .replaceAll("(extended attribute 'key': )[^\\n]+", "$1REASON")
        .replaceAll("columnNumber: [0-9]+", "columnNumber: N")
        .replaceAll("\\[row,col\\]:\\[[0-9]+,[0-9]+\\]", "[row,col]:[N,N]")
        .replaceAll("@[0-9a-f]{5,8}\\b", "@HASH")
        .replaceAll("sallyport [0-9a-zA-Z-]+", "sallyport ID");
  }

  @Override
  public void close() {
    sight.close();
  }

  static <T> T attempt(Callable<T> look) {
    try {
      return look.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String letters(int number) {
    StringBuilder letters = new StringBuilder();
    for (int rest = number; rest > 0; rest /= 26) {
      letters.append((char) ('a' + rest % 26));
    }
    return letters.toString();
  }
}
