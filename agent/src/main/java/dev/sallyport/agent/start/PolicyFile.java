package dev.sallyport.agent.start;

import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.read.PolicyReader;
import dev.sallyport.policy.read.Reading;
import dev.sallyport.policy.read.Variables;
import dev.sallyport.policy.source.Problem;
import dev.sallyport.policy.source.Source;
import java.io.IOException;
import java.util.ArrayList;
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
 * @param shadow the policy that is evaluated beside it; null for none
 */
record PolicyFile(
    Policy policy,
    PolicyTexts texts,
    String digest,
    Map<String, Entry<String>> lasting,
    @Nullable String problem,
    @Nullable Mode mode,
    @Nullable PolicyFile shadow) {

  static PolicyFile none() {
    return new PolicyFile(Policy.builtIn(), new PolicyTexts(), "", Map.of(), null, null, null);
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
    PolicyTexts texts = new PolicyTexts(source.key());
    Source text;
    try {
      text = texts.open(source.path());
    } catch (IOException e) {
      return unusable(texts, "", "can't read the policy: " + e.getMessage(), null);
    }
    PolicyFile file = read(text, texts, source, conditions);
    Entry<String> shadow = file.policy.shadow();
    return shadow == null ? file : file.beside(shadow(shadow, text, source, conditions));
  }

  /** The policy that another one has evaluated beside it. */
  private static PolicyFile shadow(
      Entry<String> reference, Source policy, PolicySource source, boolean conditions) {
    PolicyTexts texts = new PolicyTexts(source.key());
    String file = reference.span().file();
    try {
      Source text = texts.find(reference.value(), file.isEmpty() ? policy.name() : file);
      return read(text, texts, source, conditions);
    } catch (IOException e) {
      return unusable(texts, "", "can't read the shadow: " + e.getMessage(), null);
    } catch (RuntimeException | StackOverflowError e) {
      // Of the policy itself that stops the start.
      return unusable(texts, "", "can't read the shadow: " + e, null);
    }
  }

  private static PolicyFile read(
      Source text, PolicyTexts texts, Variables variables, boolean conditions) {
    Reading reading =
        conditions
            ? PolicyReader.read(text, variables, texts)
            : PolicyReader.readButConditions(text, variables, texts);
    String digest = texts.digest();
    Policy policy = reading.policy();
    return policy == null
        ? unusable(texts, digest, line(text.name(), reading.problems()), reading.mode())
        : new PolicyFile(policy, texts, digest, reading.lasting(), null, null, null);
  }

  /** The digest of what decides. */
  String decidingDigest() {
    return problem == null ? digest : "";
  }

  private static PolicyFile unusable(
      PolicyTexts texts, String digest, String problem, @Nullable Mode mode) {
    return new PolicyFile(Policy.builtIn(), texts, digest, Map.of(), problem, mode, null);
  }

  private PolicyFile beside(PolicyFile other) {
    return new PolicyFile(policy, texts, digest, lasting, problem, mode, other);
  }

  /** The files that it is read from, and its shadow. */
  List<String> files() {
    List<String> files = new ArrayList<>(texts.files());
    if (shadow != null) {
      files.addAll(shadow.texts.files());
    }
    return files;
  }

  /** By what all that it was read from is told from other texts, its shadow included. */
  String state() {
    return shadow == null ? texts.state() : texts.state() + shadow.texts.state();
  }

  /** The same of those files as they are now. */
  String stateNow() {
    return shadow == null ? texts.stateNow() : texts.stateNow() + shadow.texts.stateNow();
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
