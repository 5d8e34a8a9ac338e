package dev.sallyport.policy.read;

import dev.sallyport.policy.decide.Caller;
import dev.sallyport.policy.decide.Circumstances;
import dev.sallyport.policy.decide.Phase;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Question;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.decide.Session;
import dev.sallyport.policy.decide.Verdict;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.source.Problem;
import dev.sallyport.policy.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads tests of a policy, or reports everything that is wrong with them. */
public final class FixtureReader {
  private final Problems problems = new Problems();
  private final Phrases phrases = new Phrases(problems);
  private final Instant now;

  private FixtureReader(Instant now) {
    this.now = now;
  }

  /**
   * Reads the tests of a file in YAML or JSON.
   *
   * @param variables asked for each variable that the text names
   * @param now when something is asked for that does not say when
   */
  public static FixtureReading read(Source source, Variables variables, Instant now) {
    return new FixtureReader(now).readAll(source, variables);
  }

  /** Reads a mapping of arguments; what is wrong with it is its only problem. */
  public static Map<String, @Nullable Object> arguments(Source source, Variables variables)
      throws Malformed {
    Problems problems = new Problems();
    Substitution substitution = new Substitution(source, variables, problems);
    Node tree = new TreeReader(source, substitution, problems, "mapping", "{").read();
    if (tree instanceof Node.Mapping mapping && problems.isEmpty()) {
      return Values.of(mapping);
    }
    List<Problem> found = problems.inOrder();
    throw new Malformed(
        found.isEmpty() ? "arguments are no mapping" : found.get(0).message(),
        "write `{\"path\": \"a.txt\"}`");
  }

  private FixtureReading readAll(Source source, Variables variables) {
    Substitution substitution = new Substitution(source, variables, problems);
    String firstLine = FixtureKeys.VERSION + ": 1";
    Node tree = new TreeReader(source, substitution, problems, "file of tests", firstLine).read();
    if (tree != null) {
      new Conformance(problems).check(tree, FixtureKeys.FILE, "file of tests");
    }
    List<Fixture> fixtures = new ArrayList<>();
    if (tree instanceof Node.Mapping file) {
      for (Node node : Nodes.items(file, "tests")) {
        Fixture fixture = node instanceof Node.Mapping test ? fixture(test) : null;
        if (fixture != null) {
          fixtures.add(fixture);
        }
      }
    }
    return problems.isEmpty()
        ? new FixtureReading(fixtures, List.of())
        : new FixtureReading(List.of(), problems.inOrder());
  }

  private @Nullable Fixture fixture(Node.Mapping test) {
    Question question = question(test);
    Verdict verdict = Nodes.word(test, "expect", Verdict.values());
    if (question == null || verdict == null) {
      return null;
    }
    String name = text(test, "name");
    return new Fixture(
        name == null ? "line " + test.span().line() : name,
        test.span(),
        question,
        verdict,
        text(test, "rule"),
        Nodes.word(test, "reason", Reason.values()));
  }

  private @Nullable Question question(Node.Mapping test) {
    Request operation = operation(test);
    Phase phase = Nodes.word(test, "server", Phase.values());
    if (phase == null) {
      Request.Invocation use = use(test);
      return use == null
          ? null
          : new Question.OfUse(
              use, new Circumstances(caller(test), session(test), at(test)), operation);
    }
    for (String key : List.of("caller", "session", "arguments")) {
      report(test, key, "`" + key + "` is not of the server itself", "leave it out");
    }
    if (test.member("does") == null) {
      problems.add(
          Code.MISSING_KEY, "`does` is missing: the server does what?", test.span(), "write it");
    }
    return operation == null
        ? null
        : new Question.OfOperation(new Principal.Server(phase), operation);
  }

  private void report(Node.Mapping test, String key, String message, String help) {
    Node.Member member = test.member(key);
    if (member != null) {
      problems.add(Code.BAD_VALUE, message, member.keySpan(), help);
    }
  }

  private Request.@Nullable Invocation use(Node.Mapping test) {
    String tool = text(test, "tool");
    if (tool != null) {
      Node.Mapping arguments = Nodes.mapping(test, "arguments");
      return new Request.ToolCall(tool, arguments == null ? Map.of() : Values.of(arguments));
    }
    report(test, "arguments", "only tools have arguments", "leave them out");
    String resource = text(test, "resource");
    if (resource != null) {
      return new Request.ResourceRead(resource);
    }
    String prompt = text(test, "prompt");
    return prompt == null ? null : new Request.PromptGet(prompt);
  }

  private static @Nullable Caller caller(Node.Mapping test) {
    Node.Mapping caller = Nodes.mapping(test, "caller");
    if (caller == null) {
      return null;
    }
    String subject = text(caller, "subject");
    Set<String> roles = texts(caller, "roles");
    return new Caller(
        subject == null ? "somebody" : subject,
        roles == null ? Set.of() : roles,
        text(caller, "tenant"),
        text(caller, "agent"),
        texts(caller, "tools"),
        texts(caller, "scopes"));
  }

  private @Nullable Session session(Node.Mapping test) {
    Node.Mapping session = Nodes.mapping(test, "session");
    return session == null
        ? null
        : new Session(time(session, "age"), time(session, "idle"), text(session, "purpose"));
  }

  private Duration time(Node.Mapping session, String key) {
    Node.Scalar scalar = Nodes.text(session, key);
    Duration time = scalar == null ? null : phrases.time(scalar);
    return time == null ? Duration.ZERO : time;
  }

  private Instant at(Node.Mapping test) {
    Node.Scalar scalar = Nodes.text(test, "at");
    if (scalar == null) {
      return now;
    }
    try {
      return OffsetDateTime.parse(scalar.text().plain()).toInstant();
    } catch (DateTimeParseException e) {
      problems.add(
          Code.BAD_VALUE, "text is no moment", scalar.span(), "write `2026-03-02T09:30:00Z`");
      return now;
    }
  }

  private @Nullable Request operation(Node.Mapping test) {
    Node.Mapping does = Nodes.mapping(test, "does");
    if (does == null) {
      return null;
    }
    String asked = text(does, "asked");
    for (OperationTerm term : OperationTerm.values()) {
      Node.Member member = does.member(term.word());
      List<String> values = member == null ? List.of() : values(member.value());
      if (member != null && (!values.isEmpty() || member.value() instanceof Node.Sequence)) {
        try {
          return term.request(values, asked == null ? "" : asked);
        } catch (Malformed e) {
          problems.add(Code.BAD_VALUE, e.getMessage(), member.value().span(), e.help());
        }
      }
    }
    return null;
  }

  /** Of a program with its arguments several, else one. */
  private static List<String> values(Node node) {
    if (!(node instanceof Node.Sequence sequence)) {
      Node.Scalar scalar = Nodes.textOrNumber(node);
      return scalar == null ? List.of() : List.of(scalar.text().plain());
    }
    List<String> values = new ArrayList<>();
    for (Node item : sequence.items()) {
      Node.Scalar scalar = Nodes.text(item);
      if (scalar != null) {
        values.add(scalar.text().plain());
      }
    }
    return values;
  }

  private static @Nullable String text(Node.Mapping mapping, String key) {
    Node.Scalar scalar = Nodes.text(mapping, key);
    return scalar == null ? null : scalar.text().plain();
  }

  private static @Nullable Set<String> texts(Node.Mapping mapping, String key) {
    if (mapping.member(key) == null) {
      return null;
    }
    Set<String> texts = new HashSet<>();
    for (Node item : Nodes.items(mapping, key)) {
      Node.Scalar scalar = Nodes.text(item);
      if (scalar != null) {
        texts.add(scalar.text().plain());
      }
    }
    return texts;
  }
}
