package dev.sallyport.agent.approval;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What an approver is shown.
 *
 * @param server its name
 * @param from the roles one of which the approver has to act in
 * @param reasoned whether the approver has to give a reason
 * @param until when it is too late
 */
public record Question(
    String id, String server, Asking asking, List<String> from, boolean reasoned, Instant until) {
  private static final String FROM = "from.";

  public Question {
    from = List.copyOf(from);
  }

  Properties text() {
    Properties text = new Properties();
    text.setProperty("id", id);
    text.setProperty("server", server);
    text.setProperty("tool", asking.tool());
    text.setProperty("arguments", asking.arguments());
    text.setProperty("caller", asking.caller());
    text.setProperty("session", asking.session());
    text.setProperty("policy", asking.policy());
    for (int i = 0; i < from.size(); i++) {
      text.setProperty(FROM.concat(Integer.toString(i)), from.get(i));
    }
    text.setProperty("reasoned", Boolean.toString(reasoned));
    text.setProperty("until", until.toString());
    return text;
  }

  /** Null where it is none. */
  static @Nullable Question read(Properties text) {
    List<String> from = new ArrayList<>();
    String role = text.getProperty(FROM + 0);
    while (role != null) {
      from.add(role);
      role = text.getProperty(FROM + from.size());
    }
    try {
      return new Question(
          text.getProperty("id", ""),
          text.getProperty("server", ""),
          new Asking(
              text.getProperty("tool", ""),
              text.getProperty("arguments", ""),
              text.getProperty("caller", ""),
              text.getProperty("session", ""),
              text.getProperty("policy", "")),
          from,
          Boolean.parseBoolean(text.getProperty("reasoned")),
          Instant.parse(text.getProperty("until", "")));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /**
   * Why this answer is none to it; null where it is one. Asked by who answers, who wants to know,
   * and by the server, which believes nothing.
   */
  @Nullable String objection(Answer answer) throws Unfit {
    if (!answer.id().equals(id) || !answer.digest().equals(asking.digest())) {
      return "it is to another call";
    }
    if (!from.contains(answer.role())) {
      return "nobody in that role may answer";
    }
    if (answer.by().isEmpty()) {
      return "nobody says that it is theirs";
    }
    if (!asking.caller().isEmpty()
        && (answer.by().equalsIgnoreCase(asking.caller())
            || answer.user().equalsIgnoreCase(asking.caller()))) {
      return "it is of whoever asks";
    }
    return reasoned && answer.reason().isBlank() ? "it has no reason" : null;
  }

  /** An answer to it. */
  public Answer answer(boolean approved, String by, String user, String role, String reason)
      throws Unanswerable {
    try {
      Answer answer = new Answer(id, asking.digest(), approved, by, user, role, reason);
      String objection = objection(answer);
      if (objection != null) {
        throw new Unanswerable(objection);
      }
      return answer;
    } catch (Unfit e) {
      throw new Unanswerable(e.getMessage());
    }
  }
}
