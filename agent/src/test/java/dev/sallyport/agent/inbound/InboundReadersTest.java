package dev.sallyport.agent.inbound;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.agent.weave.Check;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests in the shapes that servers give them. */
class InboundReadersTest {
  private static final Map<String, List<String>> HEADERS =
      Map.of("Authorization", List.of("Bearer one", "Bearer two"), "Mcp-Session-Id", List.of("s"));
  private static final InboundRequest READ =
      new InboundRequest(List.of("Bearer one", "Bearer two"), List.of("s"));

  private final InboundReaders readers = new InboundReaders();

  /** As the servlet API has it. */
  public interface ServletLike {
    Enumeration<String> getHeaders(String name);
  }

  /** A server's own class, which the application does not see. */
  private static final class Facade implements ServletLike {
    @Override
    public Enumeration<String> getHeaders(String name) {
      return Collections.enumeration(HEADERS.getOrDefault(name, List.of()));
    }
  }

  /** As Netty's headers and those of Vert.x are asked. */
  public static class Multi {
    public List<String> getAll(String name) {
      return HEADERS.getOrDefault(name, List.of());
    }
  }

  /** As Reactor Netty has it. */
  public static class Operations {
    public Multi requestHeaders() {
      return new Multi();
    }
  }

  /** As Vert.x has it. */
  public static class Head {
    public Multi headers() {
      return new Multi();
    }
  }

  /** One that fails. */
  public static class Failing {
    public Multi headers() {
      throw new IllegalStateException("not read yet");
    }
  }

  @Test
  void request_ofEachServer_isRead() throws Throwable {
    assertThat(readers.of(Check.INBOUND_SERVLET).read(new Facade())).isEqualTo(READ);
    assertThat(readers.of(Check.INBOUND_REACTOR_NETTY).read(new Operations())).isEqualTo(READ);
    assertThat(readers.of(Check.INBOUND_VERTX).read(new Head())).isEqualTo(READ);
  }

  @Test
  void request_withoutHeaders_isRead() throws Throwable {
    ServletLike none = name -> Collections.emptyEnumeration();

    InboundRequest read = requireNonNull(readers.of(Check.INBOUND_SERVLET).read(none));

    assertThat(read.authorizations()).isEmpty();
    assertThat(read.sessions()).isEmpty();
  }

  @Test
  void object_thatIsNoRequest_isNone() throws Throwable {
    assertThat(readers.of(Check.INBOUND_REACTOR_NETTY).read("connection")).isNull();
    assertThat(readers.of(Check.INBOUND_SERVLET).read("request")).isNull();
  }

  @Test
  void request_thatFails_throwsItsOwnFailure() {
    assertThatThrownBy(() -> readers.of(Check.INBOUND_VERTX).read(new Failing()))
        .hasMessage("not read yet");
  }
}
