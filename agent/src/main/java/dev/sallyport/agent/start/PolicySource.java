package dev.sallyport.agent.start;

import dev.sallyport.policy.read.Variables;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where the policy is from, each time that it is read.
 *
 * @param path of its file
 * @param key by which it has to be signed; null where it need not be
 * @param environment what its variables stand for, as the JVM was started
 * @param properties likewise: what the server sets later is not asked
 */
record PolicySource(
    String path, @Nullable PolicyKey key, Map<String, String> environment, Properties properties)
    implements Variables {

  /** As things are now, of what need not be signed. */
  static PolicySource of(String path, Map<String, String> environment, Properties properties) {
    return of(path, /* key= */ null, environment, properties);
  }

  /** As things are now. */
  static PolicySource of(
      String path,
      @Nullable PolicyKey key,
      Map<String, String> environment,
      Properties properties) {
    return new PolicySource(path, key, environment, (Properties) properties.clone());
  }

  @Override
  public @Nullable String env(String name) {
    return environment.get(name);
  }

  @Override
  public @Nullable String property(String name) {
    return properties.getProperty(name);
  }
}
