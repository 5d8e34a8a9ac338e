package dev.sallyport.agent.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.sallyport.agent.record.Asker;
import dev.sallyport.agent.record.Consent;
import dev.sallyport.agent.record.DecisionId;
import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Entry.CallEnded;
import dev.sallyport.agent.record.Entry.DecisionMade;
import dev.sallyport.agent.record.Entry.StateChanged;
import dev.sallyport.agent.record.Origin;
import dev.sallyport.agent.record.Times;
import dev.sallyport.agent.record.UrlTemplates;
import dev.sallyport.agent.record.Volume;
import dev.sallyport.agent.record.Words;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Principal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes an entry as one line of JSON. Says nothing where there is nothing to say: a field that
 * would be empty, or false, is left out.
 */
public final class RecordWriter {
  private static final int LONGEST_TEXT = 4096;
  private static final int MOST_NAMES = 256;

  private final JsonFactory json =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();
  private final Origin origin;
  private final DecisionId ids;
  private final UrlTemplates templates = new UrlTemplates();

  public RecordWriter(Origin origin) {
    this.origin = origin;
    this.ids = new DecisionId(origin.process());
  }

  /** The line of an entry, with its line feed, in UTF-8. */
  public byte[] line(Entry entry) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    try (JsonGenerator out = json.createGenerator(line)) {
      out.writeStartObject();
      if (entry instanceof DecisionMade decision) {
        write(decision, out);
      } else if (entry instanceof CallEnded ended) {
        write(ended, out);
      } else if (entry instanceof StateChanged state) {
        write(state, out);
      }
      out.writeEndObject();
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    line.write('\n');
    return line.toByteArray();
  }

  private void write(DecisionMade decision, JsonGenerator out) throws IOException {
    head(decision, "decision", out);
    word("id", ids.of(decision.sequence()), out);
    text("call", decision.call(), out);
    out.writeObjectFieldStart("principal");
    if (decision.principal() instanceof Principal.Primitive primitive) {
      primitive(primitive, out);
    } else if (decision.principal() instanceof Principal.Server server) {
      word("phase", Words.of(server.phase()), out);
    }
    out.writeEndObject();
    word("gate", decision.gate(), out);
    text("operation", decision.operation(), out);
    text("target", decision.target(), out);
    if (decision.gate().equals("http")) {
      text("template", templates.of(decision.target()), out);
    }
    write(decision.decision(), out);
    word("action", Words.of(decision.action()), out);
    word("mode", Words.of(decision.mode()), out);
    word("policy", decision.policy(), out);
    word("hook", decision.hook(), out);
    text("thread", decision.thread(), out);
    if (decision.late()) {
      out.writeBooleanField("late", true);
    }
    if (decision.times() > 1) {
      out.writeNumberField("times", decision.times());
    }
    names("arguments", decision.arguments().names(), out);
    values(decision.arguments().values(), out);
    text("traceparent", decision.envelope().traceparent(), out);
    names("withheld", decision.withheld(), out);
    names("command", decision.command(), out);
    text("credential", decision.credential(), out);
    if (decision.retryAfter() > 0) {
      out.writeNumberField("retryAfter", decision.retryAfter());
    }
    write(decision.asker(), out);
    write(decision.consent(), out);
    if (decision.shadow() != null) {
      out.writeObjectFieldStart("shadow");
      write(decision.shadow(), out);
      out.writeEndObject();
    }
  }

  private static void write(Decision decision, JsonGenerator out) throws IOException {
    word("verdict", Words.of(decision.verdict()), out);
    word("reason", Words.of(decision.reason()), out);
    text("rule", decision.rule().toString(), out);
  }

  private void primitive(Principal.Primitive primitive, JsonGenerator out) throws IOException {
    text(primitive.kind(), primitive.name(), out);
    if (primitive instanceof Principal.Tool tool && tool.action() != null) {
      text("virtual", tool.virtual(), out);
    }
  }

  private void write(Consent consent, JsonGenerator out) throws IOException {
    if (consent.approval().isEmpty()) {
      return;
    }
    out.writeObjectFieldStart("approval");
    text("id", consent.approval(), out);
    if (consent.askedAt() > 0) {
      word("askedAt", Times.text(consent.askedAt()), out);
    }
    if (consent.waitedNanos() > 0) {
      out.writeNumberField("waitedNanos", consent.waitedNanos());
    }
    text("by", consent.by(), out);
    text("user", consent.user(), out);
    text("role", consent.role(), out);
    text("reason", consent.reason(), out);
    out.writeEndObject();
  }

  private void write(Asker asker, JsonGenerator out) throws IOException {
    if (!asker.by().isEmpty()) {
      out.writeObjectFieldStart("caller");
      text("subject", asker.subject(), out);
      names("roles", asker.roles(), out);
      text("tenant", asker.tenant(), out);
      text("agent", asker.agent(), out);
      text("by", asker.by(), out);
      out.writeEndObject();
    }
    text("session", asker.session(), out);
  }

  private void write(CallEnded ended, JsonGenerator out) throws IOException {
    head(ended, "call", out);
    text("call", ended.call(), out);
    primitive(ended.of(), out);
    word("outcome", Words.of(ended.outcome()), out);
    word("started", Times.text(ended.started()), out);
    out.writeNumberField("durationNanos", ended.time() - ended.started());
    out.writeNumberField("denials", ended.denials());
    word("policy", ended.policy(), out);
    write(ended.volume(), out);
    text("justification", ended.justification(), out);
  }

  private static void write(Volume volume, JsonGenerator out) throws IOException {
    if (volume.equals(Volume.NONE)) {
      return;
    }
    out.writeObjectFieldStart("bytes");
    bytes("sent", volume.sent(), out);
    bytes("received", volume.received(), out);
    bytes("read", volume.read(), out);
    if (volume.answered() != Volume.UNKNOWN) {
      out.writeNumberField("result", volume.answered());
    }
    out.writeEndObject();
  }

  private static void bytes(String field, long count, JsonGenerator out) throws IOException {
    if (count > 0) {
      out.writeNumberField(field, count);
    }
  }

  private void write(StateChanged state, JsonGenerator out) throws IOException {
    head(state, state.kind(), out);
    out.writeObjectFieldStart("details");
    for (Map.Entry<String, String> detail : new TreeMap<>(state.details()).entrySet()) {
      text(detail.getKey(), detail.getValue(), out);
    }
    out.writeEndObject();
  }

  private void head(Entry entry, String kind, JsonGenerator out) throws IOException {
    word("time", Times.text(entry.time()), out);
    word("kind", kind, out);
    text("server", origin.server(), out);
    text("process", origin.process(), out);
  }

  private static void names(String field, List<String> names, JsonGenerator out)
      throws IOException {
    if (names.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart(field);
    for (String name : names.subList(0, Math.min(names.size(), MOST_NAMES))) {
      out.writeString(writable(name));
    }
    out.writeEndArray();
  }

  private static void values(Map<String, String> values, JsonGenerator out) throws IOException {
    if (values.isEmpty()) {
      return;
    }
    out.writeObjectFieldStart("values");
    for (Map.Entry<String, String> value : values.entrySet()) {
      out.writeStringField(writable(value.getKey()), writable(value.getValue()));
    }
    out.writeEndObject();
  }

  private static void text(String field, String value, JsonGenerator out) throws IOException {
    word(field, writable(value), out);
  }

  /** As {@link #text}, of what is our own, so that nobody has to look at it. */
  private static void word(String field, String value, JsonGenerator out) throws IOException {
    if (!value.isEmpty()) {
      out.writeStringField(field, value);
    }
  }

  /**
   * The text as a record holds it: cut where it is longer than any path, and without half a
   * surrogate pair, which has no UTF-8 and would cost the whole record. Both come from clients.
   */
  private static String writable(String text) {
    String cut = text;
    if (text.length() > LONGEST_TEXT) {
      cut = text.substring(0, LONGEST_TEXT) + "… (" + text.length() + " characters)";
    }
    for (int i = 0; i < cut.length(); i++) {
      if (Character.isSurrogate(cut.charAt(i))) {
        return withoutHalfPairs(cut);
      }
    }
    return cut;
  }

  private static String withoutHalfPairs(String text) {
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '\uFFFD' : c)
        .forEach(whole::appendCodePoint);
    return whole.toString();
  }
}
