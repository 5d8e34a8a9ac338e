package dev.sallyport.agent.start;

import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.read.PolicyReader;
import dev.sallyport.policy.read.Reading;
import dev.sallyport.policy.source.Problem;
import dev.sallyport.policy.source.Source;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The policy as it was found.
 *
 * @param policy the built-in one where there is none, or none that can be used
 * @param texts what it is made of
 * @param digest of its texts, or empty
 * @param lasting as in {@link Reading}
 * @param problem one line on why the file can't be used, or null
 * @param mode what a file that can't be used says of its mode, if that much can be read
 */
record PolicyFile(
    Policy policy,
    PolicyTexts texts,
    String digest,
    Map<String, Entry<String>> lasting,
    @Nullable String problem,
    @Nullable Mode mode) {

  static PolicyFile none() {
    return new PolicyFile(Policy.builtIn(), new PolicyTexts(), "", Map.of(), null, null);
  }

  /** Reads it, without looking into conditions: {@link ConditionCheck} does beside the start. */
  static PolicyFile readAtStart(PolicySource source) {
    return read(source, /* conditions= */ false);
  }

  /** Reads it as it is now. */
  static PolicyFile read(PolicySource source) {
    return read(source, /* conditions= */ true);
  }

  private static PolicyFile read(PolicySource source, boolean conditions) {
    PolicyTexts texts = new PolicyTexts();
    Source text;
    try {
      text = texts.open(source.path());
    } catch (IOException e) {
      return unusable(texts, "", "can't read the policy: " + e.getMessage(), null);
    }
    Reading reading =
        conditions
            ? PolicyReader.read(text, source, texts)
            : PolicyReader.readButConditions(text, source, texts);
    String digest = texts.digest();
    Policy policy = reading.policy();
    return policy == null
        ? unusable(texts, digest, line(source.path(), reading.problems()), reading.mode())
        : new PolicyFile(policy, texts, digest, reading.lasting(), null, null);
  }

  /** The digest of what decides. */
  String decidingDigest() {
    return problem == null ? digest : "";
  }

  private static PolicyFile unusable(
      PolicyTexts texts, String digest, String problem, @Nullable Mode mode) {
    return new PolicyFile(Policy.builtIn(), texts, digest, Map.of(), problem, mode);
  }

  /** Problems in one line: the first, and how many more. */
  static String line(String path, List<Problem> problems) {
    Problem first = problems.get(0);
    int count = problems.size();
    String file = first.span().file().isEmpty() ? path : first.span().file();
    return file
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
