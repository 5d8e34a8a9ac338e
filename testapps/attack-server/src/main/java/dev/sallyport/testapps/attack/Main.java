package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.serving.Texts.argument;
import static dev.sallyport.testapps.serving.Texts.success;

import dev.sallyport.testapps.serving.Options;
import dev.sallyport.testapps.serving.ServedTool;
import dev.sallyport.testapps.serving.Serving;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code attack-server ATTACK…}, over stdio: one tool for each, or for all that this JDK has. */
public final class Main {
  // Held for the life of the server, because a test looks at what is open after the call.
  private static final List<Object> HELD = new ArrayList<>();

  private Main() {}

  public static void main(String[] arguments) {
    Options options = Options.parse(arguments);
    int feature = Runtime.version().feature();
    List<ServedTool> tools =
        Attacks.all().stream()
            .filter(attack -> attack.isIn(feature))
            .filter(
                attack ->
                    options.operands().isEmpty() || options.operands().contains(attack.name()))
            .map(Main::tool)
            .toList();
    new Serving("attack-server", tools).run(options);
  }

  private static ServedTool tool(Attack attack) {
    return ServedTool.named(attack.name(), "Tries " + attack.api() + ".")
        .requires("path", "What to go for")
        .requires("other", "A path beside it")
        .requires("open", "A directory beside it")
        .requires("port", "The port to go for")
        .requires("name", "The variable to go for")
        .answeredBy(request -> success(told(attack, request)));
  }

  /** Copes with everything, so that a test sees what the API did. */
  private static String told(Attack attack, CallToolRequest request) {
    Ground ground =
        new Ground(
            Path.of(argument(request, "path")),
            Path.of(argument(request, "other")),
            Path.of(argument(request, "open")),
            Integer.parseInt(argument(request, "port")),
            argument(request, "name"),
            HELD);
    try {
      return "returned " + attack.body().on(ground);
    } catch (Throwable failure) {
      StringBuilder told = new StringBuilder("threw ").append(failure);
      for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
        told.append("\n  caused by ").append(cause);
      }
      return told.toString();
    }
  }
}
