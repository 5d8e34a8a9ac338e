package dev.sallyport.agent.doctor;

import java.util.ArrayList;
import java.util.List;

/** What is weak about how a server is run. */
public final class Posture {
  private static final List<String> OPENING = List.of("--add-opens", "--add-exports");

  /** In them hooks stand, or lies what takes them out. */
  private static final List<String> PACKAGES =
      List.of("java.lang", "java.lang.invoke", "java.lang.reflect", "java.io", "java.net");

  private static final List<String> PACKAGES_BELOW = List.of("jdk.internal.", "sun.nio.");

  private Posture() {}

  /** The findings, in the order of {@link Weakness}. */
  public static List<Finding> of(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    if (facts.root()) {
      findings.add(new Finding(Weakness.ROOT, ""));
    }
    if (facts.writableJar() != null) {
      findings.add(new Finding(Weakness.WRITABLE_JAR, facts.writableJar()));
    }
    if (facts.writablePolicy() != null) {
      findings.add(new Finding(Weakness.WRITABLE_POLICY, facts.writablePolicy()));
    }
    addJvm(facts.jvmArguments(), findings);
    if (facts.dockerSocket() != null) {
      findings.add(new Finding(Weakness.DOCKER_SOCKET, facts.dockerSocket()));
    }
    return findings;
  }

  private static void addJvm(List<String> arguments, List<Finding> findings) {
    boolean attach = true;
    boolean jdwp = false;
    boolean jmx = false;
    List<String> opened = new ArrayList<>();
    String before = "";
    for (String argument : arguments) {
      if (argument.endsWith("DisableAttachMechanism")) {
        // The last one counts.
        attach = !argument.equals("-XX:+DisableAttachMechanism");
      }
      jdwp |= isDebugger(argument);
      jmx |= isManagement(argument);
      String name = opened(before, argument);
      if (!name.isEmpty() && !opened.contains(name)) {
        opened.add(name);
      }
      before = argument;
    }
    if (attach) {
      findings.add(new Finding(Weakness.ATTACH, ""));
    }
    if (jdwp) {
      findings.add(new Finding(Weakness.JDWP, ""));
    }
    if (jmx) {
      findings.add(new Finding(Weakness.JMX_REMOTE, ""));
    }
    if (!opened.isEmpty()) {
      findings.add(new Finding(Weakness.OPENED_JDK, String.join(", ", opened)));
    }
  }

  /** Whether the argument lets a debugger in. */
  public static boolean isDebugger(String argument) {
    return argument.startsWith("-agentlib:jdwp")
        || argument.startsWith("-Xrunjdwp")
        || (argument.startsWith("-agentpath:") && argument.contains("jdwp"));
  }

  /** Whether the argument lets the JVM be managed from elsewhere. */
  public static boolean isManagement(String argument) {
    return argument.startsWith("-Dcom.sun.management.jmxremote.port=")
        || argument.startsWith("-Dcom.sun.management.jmxremote.rmi.port=")
        || argument.startsWith("-Dcom.sun.management.config.file=");
  }

  /** The package that an argument opens, with its module, or empty where it is of no concern. */
  private static String opened(String before, String argument) {
    String value = "";
    for (String opening : OPENING) {
      if (argument.startsWith(opening.concat("="))) {
        value = argument.substring(opening.length() + 1);
      } else if (before.equals(opening)) {
        value = argument;
      }
    }
    int slash = value.indexOf('/');
    int equals = value.indexOf('=');
    if (slash < 0 || equals < slash) {
      return "";
    }
    return isOfConcern(value.substring(slash + 1, equals)) ? value.substring(0, equals) : "";
  }

  private static boolean isOfConcern(String name) {
    for (String prefix : PACKAGES_BELOW) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return PACKAGES.contains(name);
  }
}
