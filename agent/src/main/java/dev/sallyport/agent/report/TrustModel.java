package dev.sallyport.agent.report;

import dev.sallyport.agent.record.Words;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.FileGrants;
import dev.sallyport.policy.model.GrantSet;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.model.PrimitivePolicy;
import dev.sallyport.policy.source.Source;
import dev.sallyport.policy.source.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A part for the SECURITY.md of a server that is guarded, in Markdown: what is trusted, what each
 * tool may touch, and what an agent inside the server can't hold.
 */
public final class TrustModel {
  private static final String LIMITS =
      """
      ### Known limits

      - The agent holds Java code in the server's process. Native code that is loaded, another agent, the operator and the machine are trusted.
      - The policy decides what a tool may touch, not whether what it answers is true.
      - What a granted host, program or file does with what it gets is out of reach.
      """;

  private final Policy policy;
  private final PolicyView view;
  private final List<Source> sources;

  /**
   * Of a policy as it would decide.
   *
   * @param sources its text, then those of the policies that it extends: what is granted stands as
   *     it is written there
   */
  public TrustModel(PolicyView view, List<Source> sources) {
    this.view = view;
    this.policy = view.policy();
    this.sources = List.copyOf(sources);
  }

  /** The part, from its heading on. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("## Trust model\n\n");
    text.append("By the policy ").append(code(view.digest())).append(", ").append(mode());
    text.append("\n\n### Who is trusted\n\n");
    text.append("- The operator, who writes the policy and can read the audit file.\n");
    text.append("- ").append(callers()).append('\n');
    text.append("- No model and no text that it reads: each call is decided on its own.\n");
    text.append("\n### What may be called, and what it may touch\n\n");
    text.append("What is not listed is ").append(Words.of(policy.defaultAccess().value()));
    text.append(" by default. Of what is listed, whatever is not written here is refused.\n\n");
    text.append("| who | risk | needs | may |\n|---|---|---|---|\n");
    for (Policy layer : view.layers()) {
      layer.tools().forEach((name, entry) -> row(text, name, entry));
      layer.resources().forEach((uri, entry) -> row(text, "resource " + uri, entry));
      layer.prompts().forEach((name, entry) -> row(text, "prompt " + name, entry));
    }
    if (policy.narrows() != null) {
      text.append("\nThe policy extends another: of rows of the same name each has to allow it.\n");
    }
    return text.append('\n').append(LIMITS).toString();
  }

  private String mode() {
    return policy.mode() == Mode.ENFORCE
        ? "in enforce mode: what it denies does not happen."
        : "in audit mode: what it denies is recorded, and happens.";
  }

  private String callers() {
    return policy.callers() == null
        ? "Whoever can reach the server: callers are not told apart."
        : "Callers that prove who they are, for what their roles list.";
  }

  private void row(StringBuilder text, String name, Entry<PrimitivePolicy> entry) {
    text.append("| ").append(code(name)).append(" | ");
    if (entry.value() instanceof PrimitivePolicy.Granted granted) {
      Entry<?> risk = granted.conditions().risk();
      text.append(risk == null ? "" : Words.of((Enum<?>) risk.value()));
      text.append(" | ").append(granted.conditions().approval() == null ? "" : "approval");
      text.append(" | ").append(String.join("<br>", may(granted.grants())));
    } else {
      text.append("| | nothing: it is denied");
    }
    text.append(" |\n");
  }

  private List<String> may(GrantSet grants) {
    List<String> may = new ArrayList<>();
    FileGrants files = grants.files();
    add(may, "read", files.read());
    add(may, "write", files.write());
    add(may, "delete", files.delete());
    add(may, "never", files.deny());
    add(may, "http", grants.http());
    add(may, "connect", grants.net());
    add(may, "listen", grants.listen());
    add(may, "start", grants.exec());
    add(may, "environment", grants.env());
    add(may, "load", grants.libraries());
    add(may, "JVM", grants.jvm());
    add(may, "credentials", grants.credentials());
    add(may, "pass tokens to", grants.passthrough());
    add(may, "be a client of", grants.mcp());
    return may.isEmpty() ? List.of("touch nothing") : may;
  }

  private void add(List<String> may, String what, List<? extends Entry<?>> entries) {
    List<String> written = new ArrayList<>();
    for (Entry<?> entry : entries) {
      written.add(code(written(entry.span())));
    }
    if (!written.isEmpty()) {
      may.add(what + " " + String.join(", ", written));
    }
  }

  private String written(Span span) {
    String line = span.in(sources).line(span.line());
    int from = Math.min(span.column() - 1, line.length());
    return line.substring(from, Math.min(from + span.length(), line.length()));
  }

  /** As code in a table. */
  private static String code(String text) {
    String shown = Template.visible(text).replace("|", "\\|");
    return shown.contains("`") ? "`` " + shown + " ``" : "`" + shown + "`";
  }
}
