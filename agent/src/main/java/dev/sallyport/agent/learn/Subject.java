package dev.sallyport.agent.learn;

import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.policy.decide.Phase;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.model.Actions;
import java.util.Comparator;

/**
 * For whom something was done.
 *
 * @param section the key of a policy that has it: {@code tools}, {@code resources}, {@code prompts}
 *     or {@code runtime}
 * @param name of the tool, resource or prompt, or the phase of the server
 * @param virtual which of several a tool was, such as {@code repo#delete}; else empty
 */
record Subject(String section, String name, String virtual) implements Comparable<Subject> {
  static final String RUNTIME = "runtime";
  static final String STARTING = "starting";
  private static final Comparator<Subject> ORDER =
      Comparator.comparing(Subject::section)
          .thenComparing(Subject::name)
          .thenComparing(Subject::virtual);

  static Subject of(AuditRecord.Decision record) {
    return record.kind().isEmpty()
        ? new Subject(RUNTIME, record.phase(), "")
        : new Subject(record.kind() + "s", record.of(), record.virtual());
  }

  boolean isStarting() {
    return section.equals(RUNTIME) && name.equals(STARTING);
  }

  Principal principal() {
    return switch (section) {
      case "tools" -> {
        String before = Actions.virtualTool(name, "");
        yield virtual.startsWith(before)
            ? new Principal.Tool(name, virtual.substring(before.length()))
            : new Principal.Tool(name);
      }
      case "resources" ->
          name.indexOf('{') >= 0
              ? new Principal.ResourceTemplate(name)
              : new Principal.Resource(name);
      case "prompts" -> new Principal.Prompt(name);
      default -> new Principal.Server(isStarting() ? Phase.STARTING : Phase.SERVING);
    };
  }

  /** The same tool, not told by what it does. */
  Subject whole() {
    return virtual.isEmpty() ? this : new Subject(section, name, "");
  }

  @Override
  public int compareTo(Subject other) {
    return ORDER.compare(this, other);
  }
}
