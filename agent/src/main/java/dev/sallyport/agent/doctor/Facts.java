package dev.sallyport.agent.doctor;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Posture} is judged by.
 *
 * @param root whether the effective user is root
 * @param writableJar the agent's jar, where this user may change or replace it, or null
 * @param writablePolicy the policy, where this user may change or replace it, or null
 * @param jvmArguments as the JVM was given them
 * @param dockerSocket of the Docker daemon, where this user may write to it, or null
 */
public record Facts(
    boolean root,
    @Nullable String writableJar,
    @Nullable String writablePolicy,
    List<String> jvmArguments,
    @Nullable String dockerSocket) {
  private static final List<String> DOCKER_SOCKETS =
      List.of("/var/run/docker.sock", "/run/docker.sock");

  private static final String UNIX = "unix://";

  /** Long enough for the line of {@code proc(5)} that tells the user. */
  private static final int STATUS = 1024;

  public Facts {
    jvmArguments = List.copyOf(jvmArguments);
  }

  /** The facts of this process, and of a JVM with these arguments. */
  public static Facts here(
      File jar,
      @Nullable String policy,
      List<String> jvmArguments,
      Map<String, String> environment) {
    return new Facts(
        isRoot(),
        writable(jar),
        policy == null ? null : writable(new File(policy)),
        jvmArguments,
        dockerSocket(environment.get("DOCKER_HOST")));
  }

  private static boolean isRoot() {
    try (InputStream in = new FileInputStream("/proc/self/status")) {
      return isRoot(new String(in.readNBytes(STATUS), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return "root".equals(System.getProperty("user.name"));
    }
  }

  /** By the second number of {@code Uid:}, the effective one. */
  static boolean isRoot(String status) {
    int line = status.indexOf("\nUid:\t");
    int real = status.indexOf('\t', line + 1);
    int effective = status.indexOf('\t', real + 1);
    return line >= 0 && effective >= 0 && status.startsWith("\t0\t", effective);
  }

  private static @Nullable String writable(File file) {
    File directory = file.getAbsoluteFile().getParentFile();
    return file.canWrite() || (directory != null && directory.canWrite()) ? file.getPath() : null;
  }

  private static @Nullable String dockerSocket(@Nullable String host) {
    if (host != null && host.startsWith(UNIX) && isSocket(host.substring(UNIX.length()))) {
      return host.substring(UNIX.length());
    }
    for (String socket : DOCKER_SOCKETS) {
      if (isSocket(socket)) {
        return socket;
      }
    }
    return null;
  }

  /** Neither a file nor a directory, and writable. */
  private static boolean isSocket(String path) {
    File file = new File(path);
    return file.canWrite() && !file.isFile() && !file.isDirectory();
  }
}
