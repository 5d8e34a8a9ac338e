package dev.sallyport.agent.learn;

import dev.sallyport.policy.match.PathPattern;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Directories that many have things in, and names that are made up anew each time. */
final class Places {
  private static final Set<String> SHARED =
      Set.of(
          "/private/tmp",
          "/private/var",
          "/usr/bin",
          "/usr/lib",
          "/usr/local",
          "/usr/sbin",
          "/usr/share",
          "/usr/src",
          "/var/cache",
          "/var/folders",
          "/var/lib",
          "/var/log",
          "/var/opt",
          "/var/run",
          "/var/spool",
          "/var/tmp");

  /** What is below these is set-up of the machine: each of its files is named. */
  private static final Pattern SYSTEM =
      Pattern.compile("(/private)?/(etc|proc|sys|dev|boot)(/.*)?");

  private static final Pattern HOME = Pattern.compile("/root|/(home|Users)/[^/]+");
  private static final Pattern HIDDEN_AT_HOME =
      Pattern.compile("(/root|/(home|Users)/[^/]+)/\\.[^/]+");

  private static final String TEMPORARY_NAMES =
      "(?:(?:/private)?(?:/var)?/tmp|/dev/shm|(?:/private)?/var/folders/[^/]+/[^/]+/T)";

  private static final Pattern TEMPORARY = Pattern.compile(TEMPORARY_NAMES);

  /** Somebody's own directory in a temporary one, or what may be lost at any time. */
  private static final Pattern BELOW_TEMPORARY =
      Pattern.compile(TEMPORARY_NAMES + "/.+|(?:/root|/(?:home|Users)/[^/]+)/\\.cache(?:/.*)?");

  /** Where a JVM has a file for each process, named as that is. */
  private static final Pattern OF_PROCESSES =
      Pattern.compile(TEMPORARY_NAMES + "/hsperfdata_[^/]+");

  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  /** A UUID, or so many characters that nobody chose them. */
  private static final Pattern RANDOM =
      Pattern.compile(
          "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
              + "|(?:^-)?[0-9]{12,}"
              + "|(?<![0-9A-Za-z])(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{16,}(?![0-9A-Za-z])");

  /** A name, what was made up, and an extension. */
  private static final Pattern MADE_UP =
      Pattern.compile(
          "([A-Za-z][A-Za-z0-9._-]*[A-Za-z._-])"
              + "([0-9]{5,}|(?=[a-f]*[0-9])[0-9a-f]{8,})"
              + "((?:\\.[A-Za-z][A-Za-z0-9]{0,7})?)");

  private static final int SHORTEST_NAME = 3;

  private Places() {}

  /** Whether a rule may cover whatever lies in the directory. */
  static boolean mayBeRoot(String directory) {
    return directory.indexOf('/', 1) > 0
        && !SHARED.contains(directory)
        && !SYSTEM.matcher(directory).matches()
        && !TEMPORARY.matcher(directory).matches()
        && !HOME.matcher(directory).matches()
        && !HIDDEN_AT_HOME.matcher(directory).matches()
        && !SecretPlaces.holds(directory);
  }

  /** Whether it is the root of all, a home, or what homes are in. */
  static boolean isHomeOrAbove(String path) {
    return List.of("/", "/home", "/Users").contains(path) || HOME.matcher(path).matches();
  }

  /** The pattern of a path: with a star for each name that is made up in a temporary directory. */
  static String pattern(String path) {
    StringBuilder pattern = new StringBuilder();
    int slash = path.indexOf('/');
    while (slash >= 0) {
      int next = path.indexOf('/', slash + 1);
      String name = path.substring(slash + 1, next < 0 ? path.length() : next);
      pattern.append('/').append(pattern(path.substring(0, slash), name));
      slash = next;
    }
    return pattern.toString();
  }

  /** The pattern of a name in a directory: with a star for what is made up in a temporary one. */
  static String pattern(String directory, String name) {
    boolean temporary = TEMPORARY.matcher(directory).matches();
    if (!temporary && !BELOW_TEMPORARY.matcher(directory).matches()) {
      return PathPattern.quote(name);
    }
    if (OF_PROCESSES.matcher(directory).matches() && NUMBER.matcher(name).matches()) {
      return "[0-9]*";
    }
    Matcher random = RANDOM.matcher(name);
    if (random.find() && (!temporary || random.start() >= SHORTEST_NAME)) {
      return pattern(name, random);
    }
    Matcher madeUp = MADE_UP.matcher(name);
    if (temporary && madeUp.matches() && madeUp.group(1).length() >= SHORTEST_NAME) {
      return PathPattern.quote(madeUp.group(1)) + '*' + PathPattern.quote(madeUp.group(3));
    }
    return PathPattern.quote(name);
  }

  /** A name that begins with what was made up has nothing else to be told by; Vert.x has a sign. */
  private static String pattern(String name, Matcher random) {
    StringBuilder pattern = new StringBuilder();
    int end = 0;
    do {
      pattern.append(PathPattern.quote(name.substring(end, random.start())));
      pattern.append(random.start() < SHORTEST_NAME ? "[0-9a-fA-F-]*" : "*");
      end = random.end();
    } while (random.find());
    return pattern.append(PathPattern.quote(name.substring(end))).toString();
  }
}
