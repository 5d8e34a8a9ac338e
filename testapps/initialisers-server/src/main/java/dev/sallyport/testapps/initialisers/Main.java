package dev.sallyport.testapps.initialisers;

import static dev.sallyport.testapps.serving.Texts.argument;
import static dev.sallyport.testapps.serving.Texts.success;

import dev.sallyport.testapps.serving.Options;
import dev.sallyport.testapps.serving.ServedTool;
import dev.sallyport.testapps.serving.Serving;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code initialisers-server}. Its two tools do the same, so that a policy can grant one of them
 * nothing and the other everything.
 */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    List<ServedTool> tools =
        List.of(
            ServedTool.named("names", "The names of all initialisers.")
                .answeredBy(request -> success(names())),
            ServedTool.named("initialise", "Runs an initialiser first.")
                .requires("name", "Its name")
                .answeredBy(Main::run),
            ServedTool.named("use", "Uses what was initialised.")
                .requires("name", "Its name")
                .answeredBy(Main::run));
    new Serving("initialisers-server", tools).run(Options.parse(arguments));
  }

  private static String names() {
    return Arrays.stream(Initialiser.values()).map(Enum::name).collect(Collectors.joining("\n"));
  }

  private static CallToolResult run(CallToolRequest request) {
    try {
      return success(Initialiser.valueOf(argument(request, "name")).run());
    } catch (Throwable failure) {
      StringBuilder text = new StringBuilder();
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        text.append(cause.getClass().getName()).append(' ').append(cause.getMessage()).append('\n');
      }
      return success(text.toString());
    }
  }
}
