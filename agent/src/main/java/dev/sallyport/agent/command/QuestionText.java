package dev.sallyport.agent.command;

import dev.sallyport.agent.record.Words;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Question;
import dev.sallyport.policy.decide.Request;
import java.net.Inet6Address;
import java.util.Locale;

/** Questions and their answers in one line each. */
final class QuestionText {
  private QuestionText() {}

  /** What is asked, such as {@code tool read_file, read /srv/a}. */
  static String of(Question question) {
    if (question instanceof Question.OfOperation asked) {
      return Printable.of(principal(asked.principal()) + ", " + operation(asked.operation()));
    }
    Question.OfUse asked = (Question.OfUse) question;
    String use = principal(asked.use().of());
    return Printable.of(
        asked.operation() == null ? use : use + ", " + operation(asked.operation()));
  }

  /** What was decided, such as {@code deny by tools.read_file.files.deny[0]:12 (denied)}. */
  static String of(Decision decision) {
    return Printable.of(
        Words.of(decision.verdict())
            + " by "
            + decision.rule()
            + " ("
            + Words.of(decision.reason())
            + ")");
  }

  private static String principal(Principal principal) {
    if (principal instanceof Principal.Tool tool && tool.action() != null) {
      return tool.kind() + " " + tool.virtual();
    }
    return principal instanceof Principal.Primitive primitive
        ? primitive.kind() + " " + primitive.name()
        : "server " + Words.of(((Principal.Server) principal).phase());
  }

  private static String operation(Request operation) {
    if (operation instanceof Request.File file) {
      return Words.of(file.operation()) + " " + file.real();
    }
    if (operation instanceof Request.Network network) {
      String host = network.address().getHostAddress();
      String shown = network.address() instanceof Inet6Address ? "[" + host + "]" : host;
      String names =
          network.names().isEmpty() ? "" : " (" + String.join(" ", network.names()) + ")";
      return Words.of(network.operation()) + " " + shown + ":" + network.port() + names;
    }
    if (operation instanceof Request.Http http) {
      return http.method() + " " + http.url();
    }
    if (operation instanceof Request.Exec exec) {
      return ("exec " + exec.program() + " " + String.join(" ", exec.arguments())).strip();
    }
    if (operation instanceof Request.Environment environment) {
      return "env " + environment.name();
    }
    if (operation instanceof Request.Resolve resolve) {
      return "resolve " + resolve.host();
    }
    if (operation instanceof Request.Library library) {
      return "library " + library.path();
    }
    if (operation instanceof Request.Jvm jvm) {
      return "jvm " + Words.of(jvm.capability());
    }
    if (operation instanceof Request.McpClient client) {
      return "mcp " + client.target();
    }
    return operation.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
