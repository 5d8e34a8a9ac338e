package dev.sallyport.agent.start;

import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.read.PolicyReader;
import dev.sallyport.policy.read.Reading;
import dev.sallyport.policy.source.Problem;
import dev.sallyport.policy.source.Source;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The policy as it was found.
 *
 * @param policy the built-in one where there is none, or none that can be used
 * @param digest SHA-256 of the file in hexadecimal, or empty
 * @param lasting as in {@link Reading}
 * @param problem one line on why the file can't be used, or null
 * @param mode what a file that can't be used says of its mode, if that much can be read
 */
record PolicyFile(
    Policy policy,
    String digest,
    Map<String, Entry<String>> lasting,
    @Nullable String problem,
    @Nullable Mode mode) {

  static PolicyFile none() {
    return new PolicyFile(Policy.builtIn(), "", Map.of(), null, null);
  }

  static PolicyFile read(PolicySource source) {
    byte[] bytes;
    try {
      bytes = bytes(source.path());
    } catch (IOException e) {
      return unusable("", "can't read the policy: " + e.getMessage(), null);
    }
    String digest = PolicyDigest.of(bytes);
    String text = new String(bytes, StandardCharsets.UTF_8);
    Reading reading = PolicyReader.read(new Source(source.path(), text), source);
    Policy policy = reading.policy();
    return policy == null
        ? unusable(digest, line(source.path(), reading.problems()), reading.mode())
        : new PolicyFile(policy, digest, reading.lasting(), null, null);
  }

  /** The digest of a policy that is read now; empty where it can't be. */
  static String digest(String path) {
    try {
      return PolicyDigest.of(bytes(path));
    } catch (IOException e) {
      return "";
    }
  }

  /** The digest of what decides. */
  String decidingDigest() {
    return problem == null ? digest : "";
  }

  private static byte[] bytes(String path) throws IOException {
    try (InputStream in = new FileInputStream(path)) {
      return in.readAllBytes();
    }
  }

  private static PolicyFile unusable(String digest, String problem, @Nullable Mode mode) {
    return new PolicyFile(Policy.builtIn(), digest, Map.of(), problem, mode);
  }

  /** Problems in one line: the first, and how many more. */
  static String line(String path, List<Problem> problems) {
    Problem first = problems.get(0);
    int count = problems.size();
    return path
        + ":"
        + first.span().line()
        + ":"
        + first.span().column()
        + ": "
        + first.message()
        + (first.help().isEmpty() ? "" : " (" + first.help() + ")")
        + (count == 1 ? "" : ", and " + (count - 1) + " more")
        + "; run: java -jar sallyport.jar check "
        + path;
  }
}
