package dev.sallyport.agent.start;

import dev.sallyport.policy.model.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the operator asked for: agent arguments, else system properties {@code sallyport.*}, else
 * environment variables {@code SALLYPORT_*}. Read once.
 *
 * @param policy the policy file, or null for none
 * @param policyKey the file with the key by which policies have to be signed, or null
 * @param mode overrides the policy's
 * @param audit the audit file, or null for one of this start's own
 * @param lock the file of pins, or null for the one beside the policy file, if there is one
 * @param approvals the directory in which calls are approved, or null for the usual one
 * @param reload whether a policy file that is changed is read again
 * @param untestedJdk whether a JDK newer than tested may be used in enforce mode
 * @param frameworkWait how long an MCP framework is waited for
 * @param problems what could not be understood
 */
record Options(
    @Nullable String policy,
    @Nullable String policyKey,
    @Nullable Mode mode,
    @Nullable String audit,
    @Nullable String lock,
    @Nullable String approvals,
    boolean reload,
    boolean untestedJdk,
    Duration frameworkWait,
    List<String> problems) {

  private static final List<String> KEYS =
      List.of(
          "policy",
          "policy-key",
          "mode",
          "audit",
          "lock",
          "approvals",
          "reload",
          "untested-jdk",
          "framework-wait");

  /** Longer than servers take to start, on small machines too. */
  private static final Duration FRAMEWORK_WAIT = Duration.ofMinutes(1);

  static Options read(String arguments, Properties properties, Map<String, String> environment) {
    Reader reader = new Reader(properties, environment);
    reader.split(arguments);
    String mode = reader.value("mode");
    String reload = reader.value("reload");
    String untested = reader.value("untested-jdk");
    String wait = reader.value("framework-wait");
    String policy = reader.value("policy");
    String key = reader.value("policy-key");
    reader.signed(policy, key);
    return new Options(
        policy,
        key,
        reader.mode(mode),
        reader.value("audit"),
        reader.value("lock"),
        reader.value("approvals"),
        reader.flag("reload", reload, /* unsaid= */ true),
        reader.allow(untested),
        reader.seconds(wait),
        List.copyOf(reader.problems));
  }

  /** Looks a key up in its three places. */
  private static final class Reader {
    private final Properties properties;
    private final Map<String, String> environment;
    private final List<String> names = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    Reader(Properties properties, Map<String, String> environment) {
      this.properties = properties;
      this.environment = environment;
    }

    void split(String arguments) {
      int start = 0;
      while (start < arguments.length()) {
        int comma = arguments.indexOf(',', start);
        int end = comma < 0 ? arguments.length() : comma;
        argument(arguments.substring(start, end));
        start = end + 1;
      }
    }

    private void argument(String argument) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (!KEYS.contains(name)) {
        problems.add("unknown option `" + name + "`, known are " + String.join(", ", KEYS));
      } else if (equals < 0 || equals == argument.length() - 1) {
        problems.add("option `" + name + "` has no value");
      } else {
        names.add(name);
        values.add(argument.substring(equals + 1));
      }
    }

    @Nullable String value(String key) {
      int given = names.indexOf(key);
      if (given >= 0) {
        return values.get(given);
      }
      String property = properties.getProperty("sallyport." + key);
      String variable = "SALLYPORT_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
      return property != null ? property : environment.get(variable);
    }

    @Nullable Mode mode(@Nullable String text) {
      if (text == null) {
        return null;
      }
      return switch (text) {
        case "audit" -> Mode.AUDIT;
        case "enforce" -> Mode.ENFORCE;
        default -> {
          problems.add("mode is `" + text + "`, but can be `audit` or `enforce`");
          yield null;
        }
      };
    }

    Duration seconds(@Nullable String text) {
      if (text == null) {
        return FRAMEWORK_WAIT;
      }
      try {
        int seconds = Integer.parseInt(text);
        if (seconds > 0) {
          return Duration.ofSeconds(seconds);
        }
      } catch (NumberFormatException e) {
        // Told below, as a number that is too small is.
      }
      problems.add("framework-wait is `" + text + "`, but can only be a number of seconds");
      return FRAMEWORK_WAIT;
    }

    boolean flag(String name, @Nullable String text, boolean unsaid) {
      if (text == null) {
        return unsaid;
      }
      if (!text.equals("true") && !text.equals("false")) {
        problems.add(name + " is `" + text + "`, but can be `true` or `false`");
        return unsaid;
      }
      return text.equals("true");
    }

    /** Who wants policies signed does not want to run without one. */
    void signed(@Nullable String policy, @Nullable String key) {
      if (key != null && policy == null) {
        problems.add("policy-key is `" + key + "`, but there is no `policy` that it could be of");
      }
    }

    boolean allow(@Nullable String text) {
      if (text != null && !text.equals("allow")) {
        problems.add("untested-jdk is `" + text + "`, but can only be `allow`");
      }
      return "allow".equals(text);
    }
  }
}
