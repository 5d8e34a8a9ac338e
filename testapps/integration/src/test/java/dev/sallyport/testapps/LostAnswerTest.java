package dev.sallyport.testapps;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpTransportException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LostAnswerTest {
  @Test
  void silence_mayBeALostAnswer() {
    assertThat(LostAnswer.mayBe(new IllegalStateException(new TimeoutException()))).isTrue();
  }

  @Test
  void forgottenSession_mayBeALostAnswer() {
    assertThat(LostAnswer.mayBe(posted(404))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 500})
  void refusal_isAnAnswer(int status) {
    assertThat(LostAnswer.mayBe(posted(status))).isFalse();
  }

  /** What the SDK's client says of a message that was not taken. */
  private static Exception posted(int status) {
    return new IllegalStateException(
        new McpTransportException(
            "Sending message failed with a non-OK HTTP code: " + status + " - "));
  }
}
