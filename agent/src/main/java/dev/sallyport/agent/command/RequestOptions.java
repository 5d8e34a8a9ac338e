package dev.sallyport.agent.command;

import dev.sallyport.policy.decide.Caller;
import dev.sallyport.policy.decide.Circumstances;
import dev.sallyport.policy.decide.Phase;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Question;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.decide.Session;
import dev.sallyport.policy.match.Amount;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.read.FixtureReader;
import dev.sallyport.policy.read.OperationTerm;
import dev.sallyport.policy.read.Variables;
import dev.sallyport.policy.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** One request on the command line, in the terms of a policy's tests. */
final class RequestOptions {
  private static final String ASKED = "--asked";

  @Option(names = "--tool", paramLabel = "<name>", description = "The tool that is called.")
  private @Nullable String tool;

  @Option(names = "--resource", paramLabel = "<uri>", description = "The resource that is read.")
  private @Nullable String resource;

  @Option(names = "--prompt", paramLabel = "<name>", description = "The prompt that is got.")
  private @Nullable String prompt;

  @Option(
      names = "--server",
      paramLabel = "starting|serving",
      description = "The server itself, in that phase.")
  private @Nullable Phase server;

  @Option(names = "--arg", paramLabel = "<name>=<text>", description = "An argument that is text.")
  private Map<String, String> texts = new LinkedHashMap<>();

  @Option(names = "--arguments", paramLabel = "<json>", description = "All arguments.")
  private @Nullable String arguments;

  @Option(names = "--subject", paramLabel = "<name>", description = "Who asks.")
  private @Nullable String subject;

  @Option(names = "--role", paramLabel = "<role>", description = "A role that the caller has.")
  private List<String> roles = new ArrayList<>();

  @Option(names = "--scope", paramLabel = "<scope>", description = "A scope of its token.")
  private List<String> scopes = new ArrayList<>();

  @Option(names = "--tenant", paramLabel = "<name>", description = "Whose the caller is.")
  private @Nullable String tenant;

  @Option(names = "--agent", paramLabel = "<name>", description = "The agent that calls for it.")
  private @Nullable String agent;

  @Option(names = "--age", paramLabel = "<time>", description = "Of the session, such as 5m.")
  private @Nullable String age;

  @Option(names = "--idle", paramLabel = "<time>", description = "Of the session, such as 30s.")
  private @Nullable String idle;

  @Option(names = "--purpose", paramLabel = "<name>", description = "What the session is for.")
  private @Nullable String purpose;

  @Option(
      names = "--at",
      paramLabel = "<time>",
      description = "When, such as 2026-03-02T09:30:00Z; now unless said.")
  private @Nullable String at;

  /** Adds an option for each operation that a test can name. */
  static void addOperations(CommandSpec spec) {
    for (OperationTerm term : OperationTerm.values()) {
      spec.addOption(
          OptionSpec.builder("--" + term.word())
              .type(List.class)
              .auxiliaryTypes(String.class)
              .arity("1")
              .paramLabel("<value>")
              .description(term.meaning())
              .build());
    }
    spec.addOption(
        OptionSpec.builder(ASKED)
            .type(String.class)
            .paramLabel("<path>")
            .description("The path of a file as it is asked for, if by a link.")
            .build());
  }

  /** The arguments of the call; empty where none are given. */
  Map<String, Object> arguments(CommandSpec spec, Variables variables) {
    Map<String, Object> all = new LinkedHashMap<>();
    if (arguments != null) {
      try {
        all.putAll(FixtureReader.arguments(new Source("--arguments", arguments), variables));
      } catch (Malformed e) {
        throw wrong(spec, "--arguments: " + e.getMessage());
      }
    }
    all.putAll(texts);
    return all;
  }

  /** What is asked. */
  Question question(CommandSpec spec, Variables variables) {
    Request operation = operation(spec);
    if (server != null) {
      if (operation == null || tool != null || resource != null || prompt != null) {
        throw wrong(spec, "with --server an operation is needed, and no tool, resource or prompt");
      }
      return new Question.OfOperation(new Principal.Server(server), operation);
    }
    return new Question.OfUse(use(spec, variables), circumstances(spec), operation);
  }

  private Request.Invocation use(CommandSpec spec, Variables variables) {
    List<Request.Invocation> uses = new ArrayList<>();
    if (tool != null) {
      uses.add(new Request.ToolCall(tool, arguments(spec, variables)));
    }
    if (resource != null) {
      uses.add(new Request.ResourceRead(resource));
    }
    if (prompt != null) {
      uses.add(new Request.PromptGet(prompt));
    }
    if (uses.size() != 1) {
      throw wrong(spec, "one of --tool, --resource, --prompt, --server and --audit is needed");
    }
    return uses.get(0);
  }

  private Circumstances circumstances(CommandSpec spec) {
    boolean known =
        subject != null || tenant != null || agent != null || !roles.isEmpty() || !scopes.isEmpty();
    Caller caller =
        known
            ? new Caller(
                subject == null ? "somebody" : subject,
                new HashSet<>(roles),
                tenant,
                agent,
                null,
                scopes.isEmpty() ? null : Set.copyOf(scopes))
            : null;
    Session session =
        age == null && idle == null && purpose == null
            ? null
            : new Session(time(spec, "--age", age), time(spec, "--idle", idle), purpose);
    return new Circumstances(caller, session, at(spec));
  }

  private static Duration time(CommandSpec spec, String option, @Nullable String text) {
    try {
      return text == null ? Duration.ZERO : Amount.time(text);
    } catch (Malformed e) {
      throw wrong(spec, option + ": " + e.getMessage() + ": " + e.help());
    }
  }

  private Instant at(CommandSpec spec) {
    try {
      return at == null ? Instant.now() : OffsetDateTime.parse(at).toInstant();
    } catch (DateTimeParseException e) {
      throw wrong(spec, "--at: text is no moment: write 2026-03-02T09:30:00Z");
    }
  }

  private static @Nullable Request operation(CommandSpec spec) {
    String asked = spec.commandLine().getParseResult().matchedOptionValue(ASKED, "");
    Request operation = null;
    for (OperationTerm term : OperationTerm.values()) {
      String option = "--" + term.word();
      List<String> values =
          spec.commandLine().getParseResult().matchedOptionValue(option, List.<String>of());
      if (values.isEmpty()) {
        continue;
      }
      if (operation != null || (values.size() > 1 && term != OperationTerm.EXEC)) {
        throw wrong(spec, option + ": only one operation can be asked about");
      }
      try {
        operation = term.request(values, asked);
      } catch (Malformed e) {
        throw wrong(spec, option + ": " + e.getMessage() + ": " + e.help());
      }
    }
    return operation;
  }

  private static ParameterException wrong(CommandSpec spec, String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
