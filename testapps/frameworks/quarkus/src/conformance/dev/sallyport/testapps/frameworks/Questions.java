package dev.sallyport.testapps.frameworks;

import io.quarkiverse.mcp.server.Elicitation;
import io.quarkiverse.mcp.server.ElicitationRequest;
import io.quarkiverse.mcp.server.ElicitationRequest.BooleanSchema;
import io.quarkiverse.mcp.server.ElicitationRequest.EnumSchema;
import io.quarkiverse.mcp.server.ElicitationRequest.IntegerSchema;
import io.quarkiverse.mcp.server.ElicitationRequest.MultiSelectEnumSchema;
import io.quarkiverse.mcp.server.ElicitationRequest.NumberSchema;
import io.quarkiverse.mcp.server.ElicitationRequest.PrimitiveSchema;
import io.quarkiverse.mcp.server.ElicitationRequest.SingleSelectEnumSchema;
import io.quarkiverse.mcp.server.ElicitationRequest.StringSchema;
import io.quarkiverse.mcp.server.ElicitationResponse;
import io.quarkiverse.mcp.server.Sampling;
import io.quarkiverse.mcp.server.SamplingMessage;
import io.quarkiverse.mcp.server.SamplingResponse;
import io.quarkiverse.mcp.server.Tool;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** The tools of the suite that ask the client something while they run. */
@Singleton
class Questions {
  private static final List<String> OPTIONS = List.of("option1", "option2", "option3");
  private static final List<String> VALUES = List.of("value1", "value2", "value3");

  @Tool(name = "test_sampling", description = Samples.DESCRIPTION)
  String sampling(String prompt, Sampling sampling) {
    SamplingResponse answer =
        sampling
            .requestBuilder()
            .addMessage(SamplingMessage.withUserRole(prompt))
            .setMaxTokens(100)
            .build()
            .sendAndAwait();
    return "LLM response: " + answer.content();
  }

  @Tool(name = "test_elicitation", description = Samples.DESCRIPTION)
  String elicitation(String message, Elicitation elicitation) {
    return asked(
        elicitation,
        message,
        "User response",
        Map.of(
            "username", new StringSchema(/* required= */ true),
            "email", new StringSchema(/* required= */ true)));
  }

  /** A default for each primitive type (SEP-1034). */
  @Tool(name = "test_elicitation_sep1034_defaults", description = Samples.DESCRIPTION)
  String defaults(Elicitation elicitation) {
    return asked(
        elicitation,
        "With defaults",
        "Elicitation completed",
        Map.of(
            "name", new StringSchema("John Doe"),
            "age", new IntegerSchema(30),
            "score", new NumberSchema(95.5),
            "status",
                EnumSchema.builder(List.of("active", "inactive", "pending"))
                    .setDefaultValue("active")
                    .build(),
            "verified", BooleanSchema.builder().setDefaultValue(true).build()));
  }

  /** Each way to offer a choice (SEP-1330). */
  @Tool(name = "test_elicitation_sep1330_enums", description = Samples.DESCRIPTION)
  String enums(Elicitation elicitation) {
    return asked(
        elicitation,
        "Select",
        "Elicitation completed",
        Map.of(
            "untitledSingle", new SingleSelectEnumSchema(OPTIONS),
            "titledSingle",
                new SingleSelectEnumSchema(
                    VALUES, List.of("First Option", "Second Option", "Third Option")),
            "legacyEnum",
                EnumSchema.builder(List.of("opt1", "opt2", "opt3"))
                    .setEnumNames(List.of("Option One", "Option Two", "Option Three"))
                    .build(),
            "untitledMulti", new MultiSelectEnumSchema(OPTIONS),
            "titledMulti",
                MultiSelectEnumSchema.builder(VALUES)
                    .setEnumTitles(List.of("First Choice", "Second Choice", "Third Choice"))
                    .build()));
  }

  private static String asked(
      Elicitation elicitation, String message, String said, Map<String, PrimitiveSchema> fields) {
    ElicitationRequest.Builder request = elicitation.requestBuilder().setMessage(message);
    fields.forEach(request::addSchemaProperty);
    ElicitationResponse answer = request.build().sendAndAwait();
    return said + ": action=" + answer.action() + ", content=" + answer.content().asMap();
  }
}
