package dev.sallyport.agent.credential;

import dev.sallyport.policy.model.Credential;
import dev.sallyport.policy.model.CredentialSource;
import dev.sallyport.policy.model.Screening;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Credentials whose values are variables of an environment that is made up. */
final class Named {
  private final Map<String, String> environment = new HashMap<>();
  private final List<Credential> credentials = new ArrayList<>();

  Named and(String name, String value) {
    return add(name, value, /* withhold= */ false);
  }

  Named andWithheld(String name, String value) {
    return add(name, value, /* withhold= */ true);
  }

  private Named add(String name, String value, boolean withhold) {
    environment.put(name, value);
    credentials.add(
        new Credential(
            name,
            new CredentialSource.Environment(name),
            List.of(),
            List.of(),
            withhold,
            Screening.REDACT));
    return this;
  }

  Secrets secrets() {
    return Secrets.read(credentials, environment, new Properties(), /* withholding= */ true);
  }

  static Secrets secret(String value) {
    return new Named().and("token", value).secrets();
  }

  /** What was found in a text that is fed at once. */
  static List<Found> in(String text, Secrets secrets) {
    Scan scan = secrets.scan();
    scan.feed(text);
    return scan.found();
  }

  /** What stands for the value of {@code token}. */
  static String placeholder(Secrets secrets) {
    Map<String, String> variables = new HashMap<>();
    secrets.withholdVariables(variables);
    return variables.get("token");
  }
}
