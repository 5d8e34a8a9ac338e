package dev.sallyport.agent.framework.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.framework.ProcessInput;
import dev.sallyport.agent.gate.Channel;
import io.modelcontextprotocol.server.transport.StdioLike;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** By which way messages come, on servers in the shapes that the SDK gives them. */
class ChannelsTest {
  private static final Map<String, Object> PARAMETERS =
      Map.of("_meta", Map.of("dev.sallyport/purpose", "triage"));

  private final ProcessInput input = new ProcessInput();

  /** Has a transport of one session, or of many. */
  @SuppressWarnings("UnusedVariable") // looked at by reflection
  private static final class Server {
    private final Object mcpTransportProvider;

    Server(Object transport) {
      mcpTransportProvider = transport;
    }
  }

  /** Another class that reads the input. */
  @SuppressWarnings("UnusedVariable") // looked at by reflection
  private static final class OtherTransport {
    private final InputStream inputStream = System.in;
  }

  /** As the SDK has it from 0.11. */
  public static final class Exchange {
    public String sessionId() {
      return "s";
    }
  }

  private Channel channel(Object transport, Object... arguments) {
    return new Channels(new Server(transport), input).of(arguments);
  }

  @Test
  void message_readByTheSdkFromTheProcessInput_isOverStdio() {
    assertThat(channel(new StdioLike(System.in), PARAMETERS).stdio()).isTrue();
  }

  @Test
  void message_readFromAnotherStream_isNot() {
    assertThat(channel(new StdioLike(InputStream.nullInputStream()), PARAMETERS).stdio()).isFalse();
  }

  @Test
  void message_readByWhatIsNotTheSdks_isNot() {
    assertThat(channel(new OtherTransport(), PARAMETERS).stdio()).isFalse();
  }

  @Test
  void session_isThatOfTheExchange_whereThereIsOne() {
    assertThat(channel("transport", new Exchange(), PARAMETERS).session()).isEqualTo("s");
    assertThat(channel("transport", "no exchange", PARAMETERS).session()).isEmpty();
    assertThat(channel("transport", PARAMETERS).session()).isEmpty();
  }

  @Test
  void purpose_isWhatTheClientSays() {
    assertThat(channel("transport", new Exchange(), PARAMETERS).purpose()).isEqualTo("triage");
    assertThat(channel("transport", new Exchange(), Map.of()).purpose()).isEmpty();
  }
}
