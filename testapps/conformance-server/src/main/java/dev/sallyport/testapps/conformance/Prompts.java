package dev.sallyport.testapps.conformance;

import io.modelcontextprotocol.server.McpServerFeatures.SyncCompletionSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.PromptReference;
import io.modelcontextprotocol.spec.McpSchema.Role;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The prompts of the suite. */
final class Prompts {
  private static final String WITH_ARGUMENTS = "test_prompt_with_arguments";

  private Prompts() {}

  static SyncPromptSpecification[] all() {
    return new SyncPromptSpecification[] {
      prompt(
          "test_simple_prompt",
          List.of(),
          request -> List.of(Samples.text("This is a simple prompt for testing."))),
      prompt(
          WITH_ARGUMENTS,
          List.of("arg1", "arg2"),
          request ->
              List.of(
                  Samples.text(
                      "Prompt with arguments: arg1='%s', arg2='%s'"
                          .formatted(argument(request, "arg1"), argument(request, "arg2"))))),
      prompt(
          "test_prompt_with_embedded_resource",
          List.of("resourceUri"),
          request ->
              List.of(
                  Samples.embedded(
                      argument(request, "resourceUri"),
                      "text/plain",
                      "Embedded resource content for testing."),
                  Samples.text("Please process the embedded resource above."))),
      prompt(
          "test_prompt_with_image",
          List.of(),
          request -> List.of(Samples.image(), Samples.text("Please analyze the image above.")))
    };
  }

  static SyncCompletionSpecification completion() {
    return new SyncCompletionSpecification(
        new PromptReference(WITH_ARGUMENTS),
        (exchange, request) ->
            new CompleteResult(new CompleteResult.CompleteCompletion(List.of(), 0, false)));
  }

  private static String argument(GetPromptRequest request, String name) {
    return String.valueOf(request.arguments().get(name));
  }

  private static SyncPromptSpecification prompt(
      String name, List<String> arguments, Function<GetPromptRequest, List<Content>> contents) {
    List<PromptArgument> required =
        arguments.stream()
            .map(argument -> PromptArgument.builder(argument).required(true).build())
            .toList();
    return new SyncPromptSpecification(
        Prompt.builder(name).description("Of the suite: " + name).arguments(required).build(),
        (exchange, request) -> result(contents.apply(request).stream()));
  }

  private static GetPromptResult result(Stream<Content> contents) {
    return GetPromptResult.builder(
            contents.map(content -> PromptMessage.builder(Role.USER, content).build()).toList())
        .build();
  }
}
