package dev.sallyport.benchmarks;

import java.lang.reflect.Method;
import java.net.URL;
import java.nio.file.Path;
import java.security.Policy;

/**
 * Puts OpenSearch's agent under a policy, as OpenSearch itself does once it has started; before, it
 * guards nothing. By reflection, because its classes are newer than what this module is compiled
 * for, and are there only where it is measured.
 */
final class OpenSearchPolicy {
  static final String PROPERTY = "sallyport.benchmarks.opensearch";

  private OpenSearchPolicy() {}

  /** Does so if the property names a policy file and none is set yet. */
  @SuppressWarnings("removal") // what the agent itself takes
  static void applyIfTold() {
    String file = System.getProperty(PROPERTY);
    if (file == null) {
      return;
    }
    try {
      Class<?> agentPolicy =
          Class.forName("org.opensearch.javaagent.bootstrap.AgentPolicy", true, null);
      if (agentPolicy.getMethod("getPolicy").invoke(null) != null) {
        return;
      }
      Object policy =
          Class.forName("org.opensearch.secure_sm.policy.PolicyFile")
              .getConstructor(URL.class)
              .newInstance(Path.of(file).toUri().toURL());
      Method set = agentPolicy.getMethod("setPolicy", Policy.class);
      set.invoke(null, policy);
    } catch (ReflectiveOperationException | java.net.MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
