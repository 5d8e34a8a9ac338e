package dev.sallyport.agent.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.decide.Request;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeadersTest {
  private static Request.@Nullable Invocation asked(String method, String... names)
      throws Throwable {
    Map<String, List<String>> headers =
        Map.of("Mcp-Method", List.of(method), "Mcp-Name", List.of(names));
    Ends ends = new Ends(/* local= */ true, "");
    return new Headers(headers::get).arrival("", null, "POST /mcp", ends, List.of()).asked();
  }

  @Test
  void asked_isWhatMethodAndNameSay() throws Throwable {
    assertThat(asked("tools/call", "put")).isEqualTo(new Request.ToolCall("put"));
    assertThat(asked("resources/read", "db://a")).isEqualTo(new Request.ResourceRead("db://a"));
    assertThat(asked("prompts/get", "plan")).isEqualTo(new Request.PromptGet("plan"));
  }

  @Test
  void asked_whereHeadersDontSayItPlainly_isNotKnown() throws Throwable {
    assertThat(asked("tools/call")).isNull();
    assertThat(asked("tools/list", "put")).isNull();
    assertThat(asked("tools/call", "=?base64?cHV0?=")).isNull();
  }
}
