package dev.sallyport.policy.read;

import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.read.Shape.Anything;
import dev.sallyport.policy.read.Shape.Keyed;
import dev.sallyport.policy.read.Shape.ListOf;
import dev.sallyport.policy.read.Shape.Phrase;
import dev.sallyport.policy.read.Shape.Version;
import dev.sallyport.policy.read.Shape.Word;
import java.util.ArrayList;
import java.util.List;

/** Every key that the tests of a policy may have. */
final class FixtureKeys {
  /** The key that says what the file is. */
  static final String VERSION = "sallyport-tests";

  private static final Shape TEXT = new Phrase(Form.TEXT);
  private static final Shape TEXTS = new ListOf(TEXT);

  private static final Keyed CALLER =
      new Keyed(
          "a caller",
          List.of(
              optional("subject", TEXT, "Who it is."),
              optional("roles", TEXTS, "Which roles it has."),
              optional("scopes", TEXTS, "The scopes of its token; it has no such token if absent."),
              optional("tools", TEXTS, "The only tools that its token permits."),
              optional("tenant", TEXT, "Whose it is."),
              optional("agent", TEXT, "The agent that calls for it.")));

  private static final Keyed SESSION =
      new Keyed(
          "a session",
          List.of(
              optional("age", new Phrase(Form.TIME), "Since it began."),
              optional("idle", new Phrase(Form.TIME), "Since something was last asked for."),
              optional("purpose", TEXT, "What it was declared to be for.")));

  private static final Keyed TEST =
      new Keyed(
          "a test",
          List.of(
              optional("name", TEXT, "What it shows."),
              optional("tool", TEXT, "The tool that is called."),
              optional("resource", TEXT, "The URI of the resource that is read."),
              optional("prompt", TEXT, "The prompt that is got."),
              optional(
                  "server",
                  new Word(List.of("starting", "serving")),
                  "The server itself, in that phase."),
              optional("arguments", new Anything(), "Of the tool."),
              optional("caller", CALLER, "Who asks; nobody that is identified if absent."),
              optional("session", SESSION, "In which session; in none if absent."),
              optional("at", TEXT, "When, such as `2026-03-02T09:30:00Z`; now if absent."),
              optional("does", operation(), "What is done in it."),
              required("expect", new Word(List.of("allow", "deny")), "What the policy says."),
              optional("rule", TEXT, "The path of the rule that decides."),
              optional("reason", new Word(reasons()), "Why.")),
          List.of("tool", "resource", "prompt", "server"));

  /** A whole file. */
  static final Keyed FILE =
      new Keyed(
          "a file of tests",
          List.of(
              required(VERSION, new Version(1), "Version of this format."),
              required("tests", new ListOf(TEST), "The tests.")));

  private FixtureKeys() {}

  private static Keyed operation() {
    List<Shape.Key> keys = new ArrayList<>();
    for (OperationTerm term : OperationTerm.values()) {
      keys.add(
          optional(term.word(), term == OperationTerm.EXEC ? TEXTS : term.shape(), term.meaning()));
    }
    keys.add(optional("asked", TEXT, "The path of a file as it is asked for, if by a link."));
    return new Keyed("an operation", List.copyOf(keys), OperationTerm.words());
  }

  private static List<String> reasons() {
    List<String> words = new ArrayList<>();
    for (Reason reason : Reason.values()) {
      words.add(PolicyKeys.word(reason));
    }
    return List.copyOf(words);
  }

  private static Shape.Key required(String name, Shape shape, String meaning) {
    return new Shape.Key(name, true, shape, meaning);
  }

  private static Shape.Key optional(String name, Shape shape, String meaning) {
    return new Shape.Key(name, false, shape, meaning);
  }
}
