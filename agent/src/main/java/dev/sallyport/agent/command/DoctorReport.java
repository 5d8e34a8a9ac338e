package dev.sallyport.agent.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.sallyport.agent.doctor.Examined;
import dev.sallyport.agent.doctor.Finding;
import dev.sallyport.agent.doctor.Proof;
import dev.sallyport.agent.doctor.State;
import dev.sallyport.agent.weave.Hook;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What the doctor says: the hooks, and the posture. */
record DoctorReport(Examined examined, List<Finding> posture) {

  /** Hooks that are not proven live, and findings. */
  long findings() {
    return examined.proofs().stream().filter(Proof::isWanting).count() + posture.size();
  }

  /**
   * For people.
   *
   * @param all each hook, not only those that are not live
   */
  void text(PrintWriter out, boolean all) {
    out.println("JDK " + examined.jdk() + ", mode " + word(examined.mode()));
    out.println();
    out.println("Hooks: " + counts());
    for (Proof proof : examined.proofs()) {
      if (all || proof.isWanting()) {
        out.println("  " + line(proof));
      }
    }
    out.println();
    out.println("Posture: " + (posture.isEmpty() ? "nothing found" : posture.size() + " found"));
    for (Finding finding : posture) {
      out.println("  " + finding.weakness().code() + ": " + finding.text());
      out.println("    help: " + finding.weakness().help());
    }
    out.println();
    out.println(sum(findings()));
  }

  private String counts() {
    StringBuilder counts = new StringBuilder();
    for (State state : State.values()) {
      counts
          .append(counts.isEmpty() ? "" : ", ")
          .append(examined.count(state))
          .append(' ')
          .append(state.text());
    }
    return counts.toString();
  }

  private static String line(Proof proof) {
    Hook hook = proof.hook();
    return proof.state().text()
        + ": "
        + hook.owner().replace('/', '.')
        + "#"
        + hook.method()
        + hook.descriptor()
        + " "
        + word(hook.door())
        + (proof.detail().isEmpty() ? "" : ", " + proof.detail());
  }

  /** The last line. */
  static String sum(long findings) {
    if (findings == 0) {
      return "Nothing found.";
    }
    return (findings == 1 ? "1 finding" : findings + " findings") + ". See docs/doctor.md.";
  }

  /** For programs; docs/doctor.md has the shape. */
  void json(PrintWriter out) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(out).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("jdk", examined.jdk());
      json.writeStringField("mode", word(examined.mode()));
      json.writeNumberField("findings", findings());
      json.writeObjectFieldStart("counts");
      for (State state : State.values()) {
        json.writeNumberField(word(state), examined.count(state));
      }
      json.writeEndObject();
      json.writeArrayFieldStart("hooks");
      for (Proof proof : examined.proofs()) {
        write(proof, json);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("posture");
      for (Finding finding : posture) {
        write(finding, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    out.println();
  }

  private static void write(Proof proof, JsonGenerator json) throws IOException {
    Hook hook = proof.hook();
    json.writeStartObject();
    json.writeStringField("class", hook.owner().replace('/', '.'));
    json.writeStringField("method", hook.method() + hook.descriptor());
    json.writeStringField("door", word(hook.door()));
    json.writeStringField("need", word(hook.need()));
    json.writeStringField("state", word(proof.state()));
    if (!proof.detail().isEmpty()) {
      json.writeStringField("detail", proof.detail());
    }
    json.writeEndObject();
  }

  private static void write(Finding finding, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("code", finding.weakness().code());
    json.writeStringField("text", finding.text());
    json.writeStringField("help", finding.weakness().help());
    json.writeEndObject();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
