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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The files that a command reads as a policy is read; what is wrong with them it says itself. */
@Command
final class PolicyInput {
  private final Map<String, String> environment;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * The files of a command.
   *
   * @param environment the variables that a policy may name
   */
  PolicyInput(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The text of a file; null where it can't be read, which is said. */
  @Nullable Source source(Path file) {
    return open(file, new PolicyTexts(/* key= */ null));
  }

  private @Nullable Source open(Path file, PolicyTexts texts) {
    try {
      return texts.open(file.toString());
    } catch (IOException e) {
      // Its message has the file's name, and why.
      spec.commandLine().getErr().println("error: can't read " + e.getMessage());
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
    return policy(file, /* key= */ null);
  }

  /**
   * As {@link #policy(Path)}.
   *
   * @param key by which it has to be signed; null where it need not be
   */
  @Nullable Found policy(Path file, @Nullable PolicyKey key) {
    PolicyTexts texts = new PolicyTexts(key);
    Source source = open(file, texts);
    return source == null ? null : read(source, texts);
  }

  /**
   * The policy that another one has evaluated beside it; null as there.
   *
   * @param of the text of the other one
   * @param key as there
   */
  @Nullable Found shadow(Entry<String> reference, Source of, @Nullable PolicyKey key) {
    PolicyTexts texts = new PolicyTexts(key);
    String file = reference.span().file();
    try {
      return read(texts.find(reference.value(), file.isEmpty() ? of.name() : file), texts);
    } catch (IOException e) {
      spec.commandLine().getErr().println("error: can't read the shadow: " + e.getMessage());
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

  /** Whether a text is a policy; what is wrong with it is shown. */
  boolean reads(Source source) {
    return read(source, new PolicyTexts(/* key= */ null)) != null;
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
    PrintWriter out = spec.commandLine().getOut();
    out.println(ProblemText.render(sources, problems).stripTrailing());
    out.println();
    int count = problems.size();
    out.println(sources.get(0).name() + ": " + count + (count == 1 ? " problem" : " problems"));
  }
}
