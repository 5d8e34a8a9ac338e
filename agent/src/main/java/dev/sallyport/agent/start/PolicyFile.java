package dev.sallyport.agent.start;

import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.read.PolicyReader;
import dev.sallyport.policy.read.Reading;
import dev.sallyport.policy.read.Variables;
import dev.sallyport.policy.source.Problem;
import dev.sallyport.policy.source.Source;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The policy as it was found.
 *
 * @param policy the built-in one where there is none, or none that can be used
 * @param digest SHA-256 of the file in hexadecimal, or empty
 * @param problem one line on why the file can't be used, or null
 * @param mode what a file that can't be used says of its mode, if that much can be read
 */
record PolicyFile(Policy policy, String digest, @Nullable String problem, @Nullable Mode mode) {
  static PolicyFile none() {
    return new PolicyFile(Policy.builtIn(), "", null, null);
  }

  static PolicyFile read(String path, Map<String, String> environment, Properties properties) {
    byte[] bytes;
    try (InputStream in = new FileInputStream(path)) {
      bytes = in.readAllBytes();
    } catch (IOException e) {
      return unusable("", "can't read the policy: " + e.getMessage(), null);
    }
    String digest = sha256(bytes);
    String text = new String(bytes, StandardCharsets.UTF_8);
    Reading reading =
        PolicyReader.readButConditions(
            new Source(path, text), new Surroundings(environment, properties));
    Policy policy = reading.policy();
    return policy == null
        ? unusable(digest, summary(path, reading), reading.mode())
        : new PolicyFile(policy, digest, null, null);
  }

  private static PolicyFile unusable(String digest, String problem, @Nullable Mode mode) {
    return new PolicyFile(Policy.builtIn(), digest, problem, mode);
  }

  private static String summary(String path, Reading reading) {
    Problem first = reading.problems().get(0);
    int count = reading.problems().size();
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

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where a policy's variables come from. */
  private record Surroundings(Map<String, String> environment, Properties properties)
      implements Variables {
    @Override
    public @Nullable String env(String name) {
      return environment.get(name);
    }

    @Override
    public @Nullable String property(String name) {
      return properties.getProperty(name);
    }
  }
}
