package dev.sallyport.agent.approval;

import java.util.Properties;

/**
 * What an approver says.
 *
 * @param digest of what was asked
 * @param by who says so, by their own account
 * @param user the user of the system who ran the command
 * @param role in which they act, by their own account
 * @param reason empty where none is given
 */
public record Answer(
    String id,
    String digest,
    boolean approved,
    String by,
    String user,
    String role,
    String reason) {

  Properties text() {
    Properties text = new Properties();
    text.setProperty("id", id);
    text.setProperty("digest", digest);
    text.setProperty("approved", Boolean.toString(approved));
    text.setProperty("by", by);
    text.setProperty("user", user);
    text.setProperty("role", role);
    text.setProperty("reason", reason);
    return text;
  }

  /** What is missing in it is empty, so that it fits nothing. */
  static Answer read(Properties text) {
    return new Answer(
        text.getProperty("id", ""),
        text.getProperty("digest", ""),
        Boolean.parseBoolean(text.getProperty("approved")),
        text.getProperty("by", ""),
        text.getProperty("user", ""),
        text.getProperty("role", ""),
        text.getProperty("reason", ""));
  }
}
