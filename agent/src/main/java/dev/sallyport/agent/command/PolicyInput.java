package dev.sallyport.agent.command;

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

/** The files that a command reads as a policy is read. */
record PolicyInput(Map<String, String> environment, PrintWriter out, PrintWriter err) {

  /** The text of a file; null where it can't be read, which is said. */
  @Nullable Source source(Path file) {
    try {
      return new Source(file.toString(), Files.readString(file));
    } catch (IOException e) {
      err.println("error: can't read " + file);
      return null;
    }
  }

  /** The policy; null where it is none, and everything that is wrong with it is shown. */
  @Nullable Policy policy(@Nullable Source source) {
    if (source == null) {
      return null;
    }
    Reading reading = PolicyReader.read(source, variables());
    if (reading.policy() == null) {
      show(source, reading.problems());
    }
    return reading.policy();
  }

  Surroundings variables() {
    return new Surroundings(environment);
  }

  /** Shows what is wrong with a file. */
  void show(Source source, List<Problem> problems) {
    out.println(ProblemText.render(source, problems).stripTrailing());
    out.println();
    int count = problems.size();
    out.println(source.name() + ": " + count + (count == 1 ? " problem" : " problems"));
  }
}
