package dev.sallyport.agent.report;

import dev.sallyport.agent.audit.AuditReader;
import dev.sallyport.agent.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lines of an audit file, as an agent writes them. */
public final class Lines {
  private final StringBuilder lines = new StringBuilder();
  private int second;

  /** A decision on a call of a tool. */
  public Lines call(String tool, String call, String verdict, String reason, Object... more) {
    return decision(tool, call, "tool", "call", tool, verdict, reason, more);
  }

  /**
   * A decision in a call of a tool.
   *
   * @param more names and values of other fields, in turn
   */
  public Lines decision(
      String tool,
      String call,
      String gate,
      String operation,
      String target,
      String verdict,
      String reason,
      Object... more) {
    Map<String, Object> line = head("decision");
    line.put("id", "run-" + second);
    line.put("call", call);
    line.put("principal", Map.of("tool", tool));
    line.put("gate", gate);
    line.put("operation", operation);
    line.put("target", target);
    line.put("verdict", verdict);
    line.put("reason", reason);
    line.put("rule", "tools." + tool + ":4");
    line.put("action", verdict.equals("allow") ? "allowed" : "observed");
    for (int i = 0; i < more.length; i += 2) {
      line.put((String) more[i], more[i + 1]);
    }
    return add(line);
  }

  /** The end of a call. */
  public Lines end(String tool, String call, String outcome) {
    Map<String, Object> line = head("call");
    line.put("call", call);
    line.put("tool", tool);
    line.put("outcome", outcome);
    return add(line);
  }

  /** A change of state, with details by name and value in turn. */
  public Lines state(String kind, String... details) {
    Map<String, Object> line = head(kind);
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < details.length; i += 2) {
      object.put(details[i], details[i + 1]);
    }
    line.put("details", object);
    return add(line);
  }

  private Map<String, Object> head(String kind) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", "2026-03-02T09:%02d:%02d.000000001Z".formatted(second / 60 % 60, second % 60));
    line.put("kind", kind);
    line.put("server", "docs");
    line.put("process", "run");
    second++;
    return line;
  }

  private Lines add(Map<String, Object> line) {
    lines.append(Json.text(line)).append('\n');
    return this;
  }

  /** All of them. */
  public String text() {
    return lines.toString();
  }

  Facts facts() {
    Gathering gathering = new Gathering();
    try {
      new AuditReader().read(new StringReader(text()), gathering);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return gathering.facts();
  }
}
