package dev.sallyport.policy.read;

import dev.sallyport.policy.source.Source;
import dev.sallyport.policy.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML, of which JSON is a part, to a tree with places. Knows syntax and no meaning.
 *
 * <p>From the events of the YAML parser itself: reading them through Jackson costs a cold start
 * some 40 ms more, and gives the place of a mistake only by detours.
 *
 * <p>One document; no aliases, since what they stand for is not where it is read; no tags.
 */
final class TreeReader {
  /** Deeper than any policy, and shallow enough for any stack. */
  private static final int DEEPEST = 64;

  /** What a decoder puts where the octets of a file are no UTF-8. */
  private static final char UNDECODED = '\uFFFD';

  private final Source source;
  private final String file;
  private final Substitution substitution;
  private final Problems problems;
  private final String noun;
  private final String firstLine;
  private final boolean plane;

  /**
   * Reads a policy.
   *
   * @param file as in {@link Span#file}
   * @param substitution what is done with variables
   */
  TreeReader(Source source, String file, Substitution substitution, Problems problems) {
    this(source, file, substitution, problems, "policy", "sallyport: 1");
  }

  /**
   * Reads what is written as a policy is, and is none.
   *
   * @param noun what it is
   * @param firstLine how it begins
   */
  TreeReader(
      Source source, Substitution substitution, Problems problems, String noun, String firstLine) {
    this(source, /* file= */ "", substitution, problems, noun, firstLine);
  }

  private TreeReader(
      Source source,
      String file,
      Substitution substitution,
      Problems problems,
      String noun,
      String firstLine) {
    this.source = source;
    this.file = file;
    this.noun = noun;
    this.firstLine = firstLine;
    this.substitution = substitution;
    this.problems = problems;
    this.plane = source.text().codePointCount(0, source.text().length()) == source.text().length();
  }

  /** The tree, or null where the text is empty, no YAML or no UTF-8; that is reported. */
  @Nullable Node read() {
    int undecoded = source.text().indexOf(UNDECODED);
    if (undecoded >= 0) {
      // What is denied by a name that was misread would be denied no more.
      reportUndecoded(source.text().substring(0, undecoded));
      return null;
    }
    LoaderOptions options = new LoaderOptions();
    // Its 3 MiB are for what others send; a policy of ten thousand tools is larger.
    options.setCodePointLimit(Integer.MAX_VALUE);
    Parser parser = new ParserImpl(new StreamReader(source.text()), options);
    try {
      parser.getEvent(); // of the stream's start
      if (!(parser.getEvent() instanceof DocumentStartEvent)) {
        problems.add(
            Code.MISSING_KEY,
            noun + " is empty",
            new Span(1, 1, 1, file),
            "start with `" + firstLine + "`");
        return null;
      }
      Node tree = node(parser, parser.getEvent(), 0);
      parser.getEvent(); // of the document's end
      Event next = parser.getEvent();
      if (next instanceof DocumentStartEvent) {
        problems.add(
            Code.SYNTAX,
            "a second document follows",
            tokenSpan(next),
            "write one " + noun + " a file");
        return null;
      }
      return tree;
    } catch (MarkedYAMLException e) {
      Mark at = e.getProblemMark();
      report(
          "text is not YAML: " + e.getProblem(),
          at == null ? 1 : at.getLine() + 1,
          at == null ? 1 : at.getColumn() + 1);
    } catch (YAMLException | NumberFormatException e) {
      // The parser throws the latter at an escape that the text ends in.
      report("text is not YAML", 1, 1);
    }
    return null;
  }

  private void reportUndecoded(String before) {
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int column = before.length() - before.lastIndexOf('\n');
    problems.add(
        Code.SYNTAX,
        "text is not UTF-8",
        new Span(line, column, 1, file),
        "save the file in UTF-8");
  }

  /** Reports what the parser found, which quotes no more of the text than a character. */
  private void report(String message, int line, int column) {
    problems.add(Code.SYNTAX, message, span(line, column, 1), "");
  }

  private Node node(Parser parser, Event event, int depth) {
    if (event instanceof AliasEvent) {
      return unreadable(event, "alias is not supported", "write the value out");
    }
    if (depth > DEEPEST) {
      skip(parser, event);
      return unreadable(event, "nested too deep", "nothing that is read here is this deep");
    }
    if (tag(event) != null) {
      skip(parser, event);
      return unreadable(event, "tag is not supported", "leave it out");
    }
    if (event instanceof MappingStartEvent) {
      return mapping(parser, start(event), depth);
    }
    if (event instanceof SequenceStartEvent) {
      return sequence(parser, start(event), depth);
    }
    return scalar((ScalarEvent) event);
  }

  private Node unreadable(Event event, String message, String help) {
    Span start = start(event);
    problems.add(Code.SYNTAX, message, start, help);
    return new Node.Unreadable(start);
  }

  private static @Nullable String tag(Event event) {
    if (event instanceof ScalarEvent scalar) {
      return scalar.getTag();
    }
    return event instanceof CollectionStartEvent collection ? collection.getTag() : null;
  }

  /** Passes what belongs to an event that was just read. */
  private static void skip(Parser parser, Event event) {
    int open = event instanceof CollectionStartEvent ? 1 : 0;
    while (open > 0) {
      Event next = parser.getEvent();
      if (next instanceof CollectionStartEvent) {
        open++;
      } else if (next instanceof CollectionEndEvent) {
        open--;
      }
    }
  }

  private Node mapping(Parser parser, Span start, int depth) {
    List<Node.Member> members = new ArrayList<>();
    Map<String, Span> seen = new HashMap<>();
    for (Event event = parser.getEvent();
        !(event instanceof MappingEndEvent);
        event = parser.getEvent()) {
      if (!(event instanceof ScalarEvent scalar)) {
        skip(parser, event);
        unreadable(event, "key is not a text", "write `key: value`");
        skip(parser, parser.getEvent());
        continue;
      }
      String key = scalar.getValue();
      Span keySpan = tokenSpan(scalar);
      Node value = node(parser, parser.getEvent(), depth + 1);
      Span first = seen.putIfAbsent(key, keySpan);
      if (first != null) {
        problems.add(
            Code.DUPLICATE_KEY,
            "`" + key + "` is written twice",
            keySpan,
            "the first is on line " + first.line());
      } else {
        members.add(new Node.Member(key, keySpan, value));
      }
    }
    return new Node.Mapping(start, members);
  }

  private Node sequence(Parser parser, Span start, int depth) {
    List<Node> items = new ArrayList<>();
    for (Event event = parser.getEvent();
        !(event instanceof SequenceEndEvent);
        event = parser.getEvent()) {
      items.add(node(parser, event, depth + 1));
    }
    return new Node.Sequence(start, items);
  }

  private Node scalar(ScalarEvent event) {
    Span span = tokenSpan(event);
    String written = event.getValue();
    Node.Kind kind = event.isPlain() ? PlainScalar.kind(written) : Node.Kind.TEXT;
    Text text = kind == Node.Kind.TEXT ? substitution.replace(written, span) : Text.of(written);
    return text == null ? new Node.Unreadable(span) : new Node.Scalar(span, kind, text);
  }

  private Span start(Event event) {
    Mark at = event.getStartMark();
    return span(at.getLine() + 1, at.getColumn() + 1, 1);
  }

  /** The token as far as it stands on its first line. */
  private Span tokenSpan(Event event) {
    Mark from = event.getStartMark();
    Mark to = event.getEndMark();
    int line = from.getLine() + 1;
    int column = from.getColumn() + 1;
    if (to.getLine() == from.getLine()) {
      return span(line, column, to.getColumn() - from.getColumn());
    }
    int rest = source.line(line).length() - column + 1;
    return new Span(line, column, Math.max(1, rest), file);
  }

  /** A span from what the parser counts, which is code points. */
  private Span span(int line, int column, int length) {
    int least = Math.max(1, length);
    if (plane) {
      return new Span(Math.max(1, line), Math.max(1, column), least, file);
    }
    String text = source.line(line);
    int points = text.codePointCount(0, text.length());
    int start = text.offsetByCodePoints(0, Math.min(column - 1, points));
    int end = text.offsetByCodePoints(0, Math.min(column - 1 + least, points));
    return new Span(line, start + 1, Math.max(1, end - start), file);
  }
}
