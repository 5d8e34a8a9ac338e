package dev.sallyport.agent.record;

import java.util.List;

/**
 * Who asked for a call, and in which session. What is not known is empty.
 *
 * @param by how the caller was identified, or why it was not
 * @param session stands for the session, and is not its id
 */
public record Asker(
    String subject, List<String> roles, String tenant, String agent, String by, String session) {
  public static final Asker UNKNOWN = new Asker("", List.of(), "", "", "", "");

  public Asker {
    roles = List.copyOf(roles);
  }
}
