package dev.sallyport.agent.framework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Request;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AskedTest {
  @Test
  void toolCall_hasItsNameItsArgumentsKeysAndItsTrace() {
    Asked asked =
        Asked.toolCall(
            Map.of(
                "name", "read_file",
                "arguments", Map.of("path", "/srv/a"),
                "_meta", Map.of("traceparent", "00-a-b-01")));

    assertThat(asked.invocation())
        .isEqualTo(new Request.ToolCall("read_file", Map.of("path", "/srv/a")));
    assertThat(asked.argumentKeys()).containsExactly("path");
    assertThat(asked.traceparent()).isEqualTo("00-a-b-01");
  }

  @Test
  void toolCall_withArgumentsThatAreNoObject_doesNotTellThem() {
    assertThat(Asked.toolCall(Map.of("name", "a", "arguments", "path")).invocation())
        .isEqualTo(new Request.ToolCall("a", null));
    assertThat(Asked.toolCall(Map.of("name", "a")).invocation())
        .isEqualTo(new Request.ToolCall("a", Map.of()));
  }

  @Test
  void readingAndSubscription_areOfTheirUri() {
    Map<String, String> parameters = Map.of("uri", "file:///srv/a");

    assertThat(Asked.reading(parameters).invocation())
        .isEqualTo(new Request.ResourceRead("file:///srv/a"));
    assertThat(Asked.subscription(parameters).invocation())
        .isEqualTo(new Request.ResourceSubscription("file:///srv/a"));
  }

  @Test
  void completion_isOfWhatItsTypeNames() {
    Map<String, String> argument = Map.of("name", "tone", "value", "f");
    Map<String, String> prompt =
        Map.of("type", "ref/prompt", "name", "review", "uri", "db://main/{table}");
    Map<String, String> template =
        Map.of("type", "ref/resource", "name", "review", "uri", "db://main/{table}");

    Asked ofPrompt = Asked.completion(Map.of("ref", prompt, "argument", argument));
    assertThat(ofPrompt.invocation())
        .isEqualTo(new Request.Completion(new Principal.Prompt("review")));
    assertThat(ofPrompt.argumentKeys()).containsExactly("tone");
    assertThat(Asked.completion(Map.of("ref", template, "argument", argument)).invocation())
        .isEqualTo(new Request.Completion(new Principal.ResourceTemplate("db://main/{table}")));
  }

  /** Else a name could be decided on as empty and be called as what it is. */
  @Test
  void name_thatIsAnotherScalar_isItsText() {
    assertThat(Asked.prompt(Map.of("name", 1)).invocation()).isEqualTo(new Request.PromptGet("1"));
    assertThat(Asked.toolCall(Map.of("name", true)).invocation())
        .isEqualTo(new Request.ToolCall("true"));
  }

  @Test
  void whatIsMissingOrOfAnotherType_isEmpty() {
    Request.Completion ofNothing = new Request.Completion(new Principal.ResourceTemplate(""));

    assertThat(Asked.toolCall(null).invocation()).isEqualTo(new Request.ToolCall(""));
    assertThat(Asked.reading(Map.of("uri", List.of("file:///srv/a"))).invocation())
        .isEqualTo(new Request.ResourceRead(""));
    assertThat(Asked.completion(Map.of("ref", "ref/prompt")).invocation()).isEqualTo(ofNothing);
  }

  @Test
  void justification_isOneLine_andNoLongerThanFiveHundred() {
    assertThat(justified("ticket 12\u001b[31m\nas agreed\u202e "))
        .isEqualTo("ticket 12 [31m as agreed");
    assertThat(justified("\uD83D\uDE00".repeat(600))).isEqualTo("\uD83D\uDE00".repeat(500));
    assertThat(justified(List.of("no", "text"))).isEmpty();
    assertThat(Asked.toolCall(Map.of("name", "a")).justification()).isEmpty();
  }

  private static String justified(Object text) {
    return Asked.toolCall(Map.of("name", "a", "_meta", Map.of("dev.sallyport/justification", text)))
        .justification();
  }
}
