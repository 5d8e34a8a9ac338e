package dev.sallyport.testapps.guarded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One record of an audit file; a field that it does not have is empty.
 *
 * @param json all of it
 */
record AuditLine(JsonNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads a line.
   *
   * @throws AssertionError if it is not one whole JSON value
   */
  static AuditLine of(String line) {
    try {
      return new AuditLine(JSON.readTree(line));
    } catch (JsonProcessingException e) {
      throw new AssertionError("not a record: " + line, e);
    }
  }

  boolean isDecision() {
    return kind().equals("decision");
  }

  /** Whether this says that a call of the tool ended. */
  boolean ends(String tool) {
    return kind().equals("call") && text("tool").equals(tool);
  }

  String kind() {
    return text("kind");
  }

  String id() {
    return text("id");
  }

  String call() {
    return text("call");
  }

  /** The tool that the operation was done for; empty for the server's own. */
  String tool() {
    return json.path("principal").path("tool").asText();
  }

  /** What a client used, as {@code resource note://a}: its name after what it is. */
  String used() {
    JsonNode of = isDecision() ? json.path("principal") : json;
    return Stream.of("tool", "resource", "prompt")
        .filter(of::has)
        .map(kind -> kind + " " + of.path(kind).asText())
        .collect(Collectors.joining(", "));
  }

  /** How often the decision was made. */
  long times() {
    return json.path("times").asLong(1);
  }

  String gate() {
    return text("gate");
  }

  String target() {
    return text("target");
  }

  String verdict() {
    return text("verdict");
  }

  String action() {
    return text("action");
  }

  String reason() {
    return text("reason");
  }

  String rule() {
    return text("rule");
  }

  /** The secret that it is about. */
  String credential() {
    return text("credential");
  }

  String outcome() {
    return text("outcome");
  }

  /** Whether the operation is an HTTP request by this method. */
  boolean isMethod(String method) {
    return text("operation").equals(method.toLowerCase(Locale.ROOT));
  }

  /** Gate, operation and target, as {@code file read /etc/passwd}. */
  String operation() {
    return String.join(" ", gate(), text("operation"), target());
  }

  /** The names of the arguments of a call. */
  List<String> arguments() {
    return texts("arguments");
  }

  /** The names of the variables that a child starts without. */
  List<String> withheld() {
    return texts("withheld");
  }

  private List<String> texts(String field) {
    return StreamSupport.stream(json.path(field).spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  private String text(String field) {
    return json.path(field).asText();
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
