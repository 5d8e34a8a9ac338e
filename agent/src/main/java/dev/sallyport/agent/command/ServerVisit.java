package dev.sallyport.agent.command;

import dev.sallyport.agent.doctor.server.Survey;
import dev.sallyport.agent.doctor.server.Surveyed;
import dev.sallyport.agent.start.Hooks;
import dev.sallyport.agent.start.PolicyTexts;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.read.PolicyReader;
import dev.sallyport.policy.read.Reading;
import dev.sallyport.policy.source.ProblemText;
import dev.sallyport.policy.source.Source;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server's files, looked through.
 *
 * @param surveyed null where the policy can't be used
 * @param problem why it can't; empty where it can
 */
record ServerVisit(@Nullable Surveyed surveyed, String problem) {

  /**
   * Looks.
   *
   * @param server jars, directories and class paths
   * @param policy the file whose dispatch points are looked for as well, or null
   */
  static ServerVisit of(
      List<String> server, @Nullable String policy, Map<String, String> environment) {
    Policy read = Policy.builtIn();
    if (policy != null) {
      PolicyTexts texts = new PolicyTexts();
      Source source;
      try {
        source = texts.open(policy);
      } catch (IOException e) {
        return new ServerVisit(null, "error: can't read " + policy);
      }
      Reading reading = PolicyReader.read(source, new Surroundings(environment), texts);
      if (reading.policy() == null) {
        String problems = ProblemText.render(reading.sources(), reading.problems()).stripTrailing();
        return new ServerVisit(null, problems);
      }
      read = reading.policy();
    }
    List<Hook> declared = Hooks.declared(read);
    Surveyed surveyed =
        Survey.of(
            ServerPaths.of(server), Hooks.frameworks(), declared, Hooks.table().with(declared));
    return new ServerVisit(surveyed, "");
  }
}
