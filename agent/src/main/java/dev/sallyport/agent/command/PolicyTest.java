package dev.sallyport.agent.command;

import dev.sallyport.agent.start.Unattended;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.read.Fixture;
import dev.sallyport.policy.read.FixtureReader;
import dev.sallyport.policy.read.FixtureReading;
import dev.sallyport.policy.source.Source;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds a policy to what its tests expect of it. */
@Command(
    name = "test",
    headerHeading = "Example: sallyport test policy.yaml policy-tests.yaml%n%n",
    header = "Show which tests of a policy do not hold.%n",
    description = "Nothing is run, opened or looked up: the policy is asked, and answers.%n")
final class PolicyTest implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PolicyInput input;

  @Parameters(index = "0", paramLabel = "<policy.yaml>", description = "The policy file.")
  private Path file;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "<tests.yaml>",
      description = "Files of tests.")
  private List<Path> tests = new ArrayList<>();

  @Option(
      names = "--junit",
      paramLabel = "<file.xml>",
      description = "Where the results are written for a CI system.")
  private @Nullable Path junit;

  PolicyTest(Map<String, String> environment) {
    this.input = new PolicyInput(environment);
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PolicyInput.Found found = input.policy(file);
    if (found == null) {
      return ExitCode.POLICY.code();
    }
    List<TestSuite> suites = suites(Unattended.engine(found.policy(), System.getProperties()));
    if (suites.size() < tests.size()) {
      return ExitCode.USAGE.code();
    }
    int all = 0;
    int failed = 0;
    for (TestSuite suite : suites) {
      suite.failures().forEach(failure -> out.println(text(suite, failure)));
      all += suite.results().size();
      failed += suite.failures().size();
    }
    out.println(
        file + ": " + all + (all == 1 ? " test, " : " tests, ") + failed + " not as expected");
    if (junit != null) {
      write(suites, junit);
    }
    return (failed == 0 ? ExitCode.OK : ExitCode.FOUND).code();
  }

  /** The results of each file that can be read; what is wrong with the others is shown. */
  private List<TestSuite> suites(Engine engine) {
    List<TestSuite> suites = new ArrayList<>();
    Instant now = Instant.now();
    for (Path path : tests) {
      Source source = input.source(path);
      if (source == null) {
        continue;
      }
      FixtureReading reading = FixtureReader.read(source, input.variables(), now);
      if (reading.problems().isEmpty()) {
        suites.add(TestSuite.run(source.name(), reading.fixtures(), engine));
      } else {
        input.show(List.of(source), reading.problems());
      }
    }
    return suites;
  }

  private static String text(TestSuite suite, TestSuite.Result result) {
    Fixture fixture = result.fixture();
    return "FAILED "
        + suite.name()
        + ":"
        + fixture.span().line()
        + ": "
        + Printable.of(fixture.name())
        + "\n  asked:    "
        + QuestionText.of(fixture.question())
        + "\n  expected: "
        + result.expected()
        + "\n  decided:  "
        + QuestionText.of(result.decision())
        + "\n";
  }

  private void write(List<TestSuite> suites, Path file) {
    try (Writer to = Files.newBufferedWriter(file)) {
      JunitReport.write(suites, to);
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), WriteFailure.of(file, e));
    }
  }
}
