package dev.sallyport.agent.framework;

import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for, as the gate needs it. Frameworks pass the parameters of a request as the
 * JSON object that they are; what is missing in it is an empty name, which no policy lists.
 *
 * @param argumentKeys the names of the arguments
 * @param traceparent the W3C trace context in {@code _meta}, or empty
 * @param tracestate what belongs to that, or empty
 * @param justification what the client says it is for, on one line, or empty
 */
public record Asked(
    Request.Invocation invocation,
    List<String> argumentKeys,
    String traceparent,
    String tracestate,
    String justification) {
  /** Reverse domain, as the specification wants of keys in {@code _meta}. */
  private static final String PURPOSE = "dev.sallyport/purpose";

  private static final String JUSTIFICATION = "dev.sallyport/justification";
  private static final int LONGEST_JUSTIFICATION = 500;

  private static final String META = "_meta";
  private static final String NAME = "name";
  private static final String URI = "uri";
  private static final String ARGUMENTS = "arguments";

  public static Asked toolCall(@Nullable Object parameters) {
    return of(
        parameters,
        new Request.ToolCall(text(parameters, NAME), arguments(value(parameters, ARGUMENTS))),
        keys(parameters));
  }

  /** Null where they are no object, of which nobody knows how the server takes them. */
  private static @Nullable Map<?, ?> arguments(@Nullable Object written) {
    if (written == null) {
      return Map.of();
    }
    return written instanceof Map<?, ?> arguments ? arguments : null;
  }

  public static Asked reading(@Nullable Object parameters) {
    return of(parameters, new Request.ResourceRead(text(parameters, URI)), List.of());
  }

  public static Asked subscription(@Nullable Object parameters) {
    return of(parameters, new Request.ResourceSubscription(text(parameters, URI)), List.of());
  }

  public static Asked prompt(@Nullable Object parameters) {
    return of(parameters, new Request.PromptGet(text(parameters, NAME)), keys(parameters));
  }

  /** The completion of an argument: by type, {@code ref} names a prompt or a resource. */
  public static Asked completion(@Nullable Object parameters) {
    Object ref = value(parameters, "ref");
    Principal.Primitive of =
        text(ref, "type").equals("ref/prompt")
            ? new Principal.Prompt(text(ref, NAME))
            : new Principal.ResourceTemplate(text(ref, URI));
    String argument = text(value(parameters, "argument"), NAME);
    return of(parameters, new Request.Completion(of), List.of(argument));
  }

  private static Asked of(
      @Nullable Object parameters, Request.Invocation invocation, List<String> keys) {
    Object meta = value(parameters, META);
    return new Asked(
        invocation,
        keys,
        text(meta, "traceparent"),
        text(meta, "tracestate"),
        oneLine(text(meta, JUSTIFICATION)));
  }

  /** A stranger's text as a record may hold it: cut, and without what only moves a cursor. */
  private static String oneLine(String text) {
    if (text.isEmpty()) {
      return text;
    }
    StringBuilder line = new StringBuilder();
    for (int i = 0, count = 0; i < text.length() && count < LONGEST_JUSTIFICATION; count++) {
      int c = text.codePointAt(i);
      line.appendCodePoint(moves(c) ? ' ' : c);
      i += Character.charCount(c);
    }
    return line.toString().strip();
  }

  private static boolean moves(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  /** What the client says that its session is for, or empty. */
  public static String purpose(@Nullable Object parameters) {
    return text(value(parameters, META), PURPOSE);
  }

  private static List<String> keys(@Nullable Object parameters) {
    List<String> keys = new ArrayList<>();
    if (value(parameters, ARGUMENTS) instanceof Map<?, ?> arguments) {
      for (Object key : arguments.keySet()) {
        keys.add(String.valueOf(key));
      }
    }
    return keys;
  }

  /** As JSON libraries read it that take other scalars for the text that they are written as. */
  private static String text(@Nullable Object object, String key) {
    Object value = value(object, key);
    boolean scalar = value instanceof String || value instanceof Number || value instanceof Boolean;
    return scalar ? String.valueOf(value) : "";
  }

  private static @Nullable Object value(@Nullable Object object, String key) {
    return object instanceof Map<?, ?> map ? map.get(key) : null;
  }
}
