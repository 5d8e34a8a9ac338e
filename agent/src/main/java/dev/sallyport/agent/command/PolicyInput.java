package dev.sallyport.agent.command;

import dev.sallyport.agent.start.PolicyKey;
import dev.sallyport.agent.start.PolicyTexts;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.read.PolicyReader;
import dev.sallyport.policy.read.Reading;
import dev.sallyport.policy.source.Problem;
import dev.sallyport.policy.source.ProblemText;
import dev.sallyport.policy.source.Source;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files that a command reads as a policy is read.
 *
 * @param key by which policies have to be signed; null where they need not be
 */
record PolicyInput(
    Map<String, String> environment, @Nullable PolicyKey key, PrintWriter out, PrintWriter err) {
  private static final String CANT_READ = "error: can't read ";

  /** Where policies need not be signed. */
  PolicyInput(Map<String, String> environment, PrintWriter out, PrintWriter err) {
    this(environment, /* key= */ null, out, err);
  }

  /** The text of a file; null where it can't be read, which is said. */
  @Nullable Source source(Path file) {
    try {
      return new Source(file.toString(), Files.readString(file));
    } catch (IOException e) {
      err.println(CANT_READ + file);
      return null;
    }
  }

  /**
   * A policy, as it would decide.
   *
   * @param sources its text, then those of the policies that it extends
   * @param digest of all of them
   */
  record Found(Policy policy, List<Source> sources, String digest) {}

  /** The policy of a file; null where it is none, and everything that is wrong with it is shown. */
  @Nullable Found policy(Path file) {
    PolicyTexts texts = new PolicyTexts(key);
    try {
      return read(texts.open(file.toString()), texts);
    } catch (IOException e) {
      err.println(CANT_READ + (key == null ? file : "the policy: " + e.getMessage()));
      return null;
    }
  }

  /**
   * The policy that another one has evaluated beside it; null as there.
   *
   * @param of the text of the other one
   */
  @Nullable Found shadow(Entry<String> reference, Source of) {
    PolicyTexts texts = new PolicyTexts(key);
    String file = reference.span().file();
    try {
      return read(texts.find(reference.value(), file.isEmpty() ? of.name() : file), texts);
    } catch (IOException e) {
      err.println(CANT_READ + "the shadow: " + e.getMessage());
      return null;
    }
  }

  private @Nullable Found read(Source source, PolicyTexts texts) {
    Reading reading = PolicyReader.read(source, variables(), texts);
    if (reading.policy() == null) {
      show(reading.sources(), reading.problems());
      return null;
    }
    return new Found(reading.policy(), reading.sources(), texts.digest());
  }

  Surroundings variables() {
    return new Surroundings(environment);
  }

  /**
   * Shows what is wrong with a file.
   *
   * @param sources the file first
   */
  void show(List<Source> sources, List<Problem> problems) {
    out.println(ProblemText.render(sources, problems).stripTrailing());
    out.println();
    int count = problems.size();
    out.println(sources.get(0).name() + ": " + count + (count == 1 ? " problem" : " problems"));
  }
}
