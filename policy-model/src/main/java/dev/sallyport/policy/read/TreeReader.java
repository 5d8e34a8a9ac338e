package dev.sallyport.policy.read;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.sallyport.policy.source.Source;
import dev.sallyport.policy.source.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads YAML, of which JSON is a part, to a tree with places. Knows syntax and no meaning.
 *
 * <p>One document; no aliases, since what they stand for is not where it is read; no tags.
 */
final class TreeReader {
  private final Source source;
  private final Substitution substitution;
  private final Problems problems;
  private final boolean plane;

  TreeReader(Source source, Substitution substitution, Problems problems) {
    this.source = source;
    this.substitution = substitution;
    this.problems = problems;
    this.plane = source.text().codePointCount(0, source.text().length()) == source.text().length();
  }

  /** The tree, or null where the text is empty or no YAML; that is reported. */
  @Nullable Node read() {
    try (YAMLParser parser = new YAMLFactory().createParser(source.text())) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        problems.add(
            Code.MISSING_KEY, "policy is empty", new Span(1, 1, 1), "start with `sallyport: 1`");
        return null;
      }
      Node tree = node(parser, first);
      if (parser.nextToken() != null) {
        problems.add(
            Code.SYNTAX, "a second document follows", start(parser), "write one policy a file");
        return null;
      }
      return tree;
    } catch (JsonProcessingException e) {
      report(e);
      return null;
    } catch (IOException e) {
      // A text in memory fails only by what is in it.
      report("text is not YAML", 1, 1);
      return null;
    }
  }

  private void report(JsonProcessingException e) {
    if (e.getCause() instanceof MarkedYAMLException cause && cause.getProblemMark() != null) {
      // The exception's own location is that of the last token, not of the mistake.
      Mark at = cause.getProblemMark();
      report("text is not YAML: " + cause.getProblem(), at.getLine() + 1, at.getColumn() + 1);
    } else {
      JsonLocation at = e.getLocation();
      report(
          "text is not YAML", at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr());
    }
  }

  /** Reports what the parser found, which quotes no more of the text than a character. */
  private void report(String message, int line, int column) {
    problems.add(Code.SYNTAX, message, span(line, column, 1), "");
  }

  private Node node(YAMLParser parser, JsonToken token) throws IOException {
    Span start = start(parser);
    if (parser.isCurrentAlias()) {
      problems.add(Code.SYNTAX, "alias is not supported", start, "write the value out");
      return new Node.Unreadable(start);
    }
    if (parser.getTypeId() != null) {
      problems.add(Code.SYNTAX, "tag is not supported", start, "leave it out");
      parser.skipChildren();
      return new Node.Unreadable(start);
    }
    return switch (token) {
      case START_OBJECT -> mapping(parser, start);
      case START_ARRAY -> sequence(parser, start);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(parser, Node.Kind.NUMBER);
      case VALUE_TRUE, VALUE_FALSE -> scalar(parser, Node.Kind.BOOLEAN);
      case VALUE_NULL -> scalar(parser, Node.Kind.NULL);
      default -> scalar(parser, Node.Kind.TEXT);
    };
  }

  private Node mapping(YAMLParser parser, Span start) throws IOException {
    List<Node.Member> members = new ArrayList<>();
    Map<String, Span> seen = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      Span keySpan = tokenSpan(parser);
      Node value = node(parser, parser.nextToken());
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

  private Node sequence(YAMLParser parser, Span start) throws IOException {
    List<Node> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(node(parser, token));
    }
    return new Node.Sequence(start, items);
  }

  private Node scalar(YAMLParser parser, Node.Kind kind) throws IOException {
    Span span = tokenSpan(parser);
    String written = parser.getText();
    Text text = kind == Node.Kind.TEXT ? substitution.replace(written, span) : Text.of(written);
    return text == null ? new Node.Unreadable(span) : new Node.Scalar(span, kind, text);
  }

  private Span start(YAMLParser parser) {
    JsonLocation at = parser.currentTokenLocation();
    return span(at.getLineNr(), at.getColumnNr(), 1);
  }

  /** The current token as far as it stands on its first line. */
  private Span tokenSpan(YAMLParser parser) {
    JsonLocation from = parser.currentTokenLocation();
    JsonLocation to = parser.currentLocation();
    if (to.getLineNr() == from.getLineNr()) {
      return span(from.getLineNr(), from.getColumnNr(), to.getColumnNr() - from.getColumnNr());
    }
    int rest = source.line(from.getLineNr()).length() - from.getColumnNr() + 1;
    return new Span(from.getLineNr(), from.getColumnNr(), Math.max(1, rest));
  }

  /** A span from what the parser counts, which is code points. */
  private Span span(int line, int column, int length) {
    int least = Math.max(1, length);
    if (plane) {
      return new Span(Math.max(1, line), Math.max(1, column), least);
    }
    String text = source.line(line);
    int points = text.codePointCount(0, text.length());
    int start = text.offsetByCodePoints(0, Math.min(column - 1, points));
    int end = text.offsetByCodePoints(0, Math.min(column - 1 + least, points));
    return new Span(line, start + 1, Math.max(1, end - start));
  }
}
