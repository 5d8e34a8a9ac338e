package dev.sallyport.agent.start;

import dev.sallyport.policy.match.PathPattern;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The built-in, read-only runtime grant: what the JVM itself reads while a tool runs. Classes are
 * loaded, trust stores opened and time zones looked up inside tool calls, and a denial in a JDK
 * static initialiser would poison the class for the life of the JVM.
 */
public final class RuntimeFiles {
  private static final String[] SYSTEM = {
    "/etc/hosts",
    "/etc/host.conf",
    "/etc/nsswitch.conf",
    "/etc/resolv.conf",
    "/etc/localtime",
    "/etc/mtab",
    "/etc/timezone",
    "/usr/share/zoneinfo/**",
    "/dev/random",
    "/dev/urandom",
    "/proc/cgroups",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/self/cgroup",
    "/proc/self/mountinfo",
    "/proc/self/mounts",
    "/sys/fs/cgroup/**",
    "/sys/devices/system/cpu/**",
  };

  /** Distributions keep these outside of java.home, and link to them one by one. */
  private static final String[] LINKED = {"conf", "lib"};

  private RuntimeFiles() {}

  /** Patterns, from what the JVM was started with. */
  static List<String> of(Properties properties, File agentJar) {
    List<String> patterns = ofJdk(properties);
    addEntries(properties.getProperty("java.class.path"), patterns);
    for (File named : JarClassPath.of(properties.getProperty("java.class.path"))) {
      addEntry(named, patterns);
    }
    QuarkusJar.addFiles(properties.getProperty("java.class.path"), patterns);
    addEntries(properties.getProperty("jdk.module.path"), patterns);
    addTrustStore(properties.getProperty("javax.net.ssl.trustStore"), patterns);
    patterns.add(FilePattern.of(agentJar));
    return patterns;
  }

  /** Patterns of what is the same for every program that this JDK runs. */
  public static List<String> ofJdk(Properties properties) {
    List<String> patterns = new ArrayList<>();
    File home = new File(properties.getProperty("java.home"));
    patterns.add(PathPattern.quote(home.getPath()) + "/**");
    for (String linked : LINKED) {
      addLinked(new File(home, linked), patterns);
    }
    for (String system : SYSTEM) {
      patterns.add(system);
    }
    return patterns;
  }

  /** Each file that really lies elsewhere, by itself: its neighbours there are none of ours. */
  private static void addLinked(File directory, List<String> patterns) {
    File[] children = directory.listFiles();
    if (children == null) {
      return;
    }
    for (File child : children) {
      if (child.isDirectory()) {
        addLinked(child, patterns);
      } else if (isLinked(child)) {
        patterns.add(PathPattern.quote(child.getPath()));
      }
    }
  }

  private static boolean isLinked(File file) {
    try {
      return !file.getCanonicalPath().equals(file.getAbsolutePath());
    } catch (IOException e) {
      return false;
    }
  }

  /** Whom TLS trusts, where the command line says so (JSSE): read anew by each context. */
  private static void addTrustStore(@Nullable String path, List<String> patterns) {
    if (path != null && !path.isEmpty() && !path.equals("NONE")) {
      patterns.add(FilePattern.of(new File(path)));
    }
  }

  private static void addEntries(@Nullable String path, List<String> patterns) {
    if (path == null || path.isEmpty()) {
      return;
    }
    for (String entry : path.split(File.pathSeparator, -1)) {
      if (!entry.isEmpty()) {
        addEntry(new File(entry), patterns);
      }
    }
  }

  private static void addEntry(File file, List<String> patterns) {
    String pattern = FilePattern.of(file);
    patterns.add(file.isDirectory() ? pattern + "/**" : pattern);
  }
}
