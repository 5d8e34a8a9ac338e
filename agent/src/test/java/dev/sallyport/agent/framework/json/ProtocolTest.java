package dev.sallyport.agent.framework.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProtocolTest {
  @Test
  void filtered_ofAList_leavesOutWhatIsNotShown() {
    Map<String, Object> result =
        Json.members("{\"tools\":[{\"name\":\"a\"},{\"name\":\"b\"}],\"nextCursor\":\"c\"}");

    Map<String, Object> left =
        Protocol.TOOL_LIST.filtered(
            result,
            (primitive, definition) ->
                primitive.name().equals("b") && definition.containsValue("b"));

    assertThat(left).containsEntry("tools", List.of(Map.of("name", "b")));
    assertThat(left).containsEntry("nextCursor", "c");
  }

  @Test
  void filtered_ofAListOfWhatIsShown_isNothingElse() {
    Map<String, Object> result = Json.members("{\"prompts\":[{\"name\":\"a\"}]}");

    assertThat(Protocol.PROMPT_LIST.filtered(result, (primitive, definition) -> true)).isNull();
  }

  @Test
  void of_aMethodThatUsesNothing_isNone() {
    assertThat(Protocol.of("tools/call")).isEqualTo(Protocol.TOOL_CALL);
    assertThat(Protocol.of("ping")).isNull();
  }
}
