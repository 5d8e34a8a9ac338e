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

  private static final Pattern TEMPORARY =
      Pattern.compile("(/private)?(/var)?/tmp|/dev/shm|(/private)?/var/folders/[^/]+/[^/]+/T");

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

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

  /** The pattern of a name in a directory: with a star for what is made up in a temporary one. */
  static String pattern(String directory, String name) {
    if (!TEMPORARY.matcher(directory).matches()) {
      return PathPattern.quote(name);
    }
    Matcher uuid = UUID.matcher(name);
    if (uuid.find() && uuid.start() >= SHORTEST_NAME) {
      return PathPattern.quote(name.substring(0, uuid.start()))
          + '*'
          + PathPattern.quote(name.substring(uuid.end()));
    }
    Matcher madeUp = MADE_UP.matcher(name);
    if (madeUp.matches() && madeUp.group(1).length() >= SHORTEST_NAME) {
      return PathPattern.quote(madeUp.group(1)) + '*' + PathPattern.quote(madeUp.group(3));
    }
    return PathPattern.quote(name);
  }
}
