package dev.sallyport.agent.framework.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"b\":1,\"a\":[true,false,null,\"\\\"\\\\\\n\"],\"c\":{\"d\":{}}}",
        "{\"n\":[0.10,12345678901234567890,-1]}"
      })
  void text_ofWhatWasRead_isTheSame(String text) {
    assertThat(Json.text(Json.members(text))).isEqualTo(text);
  }

  @Test
  void members_ofWhatIsNoObject_areNone() {
    assertThat(Json.members("[1]")).isEmpty();
  }

  @Test
  void members_ofWhatBreaksOff_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Json.members("{\"a\":"));
  }

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
