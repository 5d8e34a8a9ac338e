package dev.sallyport.agent.inbound;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.agent.context.Arrival;
import dev.sallyport.agent.context.Contexts;
import dev.sallyport.agent.context.Serving;
import dev.sallyport.agent.weave.Check;
import dev.sallyport.policy.decide.Request;
import java.lang.invoke.MethodHandles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Requests in the shapes that servers give them. */
class InboundReadersTest {
  private static final Map<String, List<String>> HEADERS =
      Map.of(
          "Authorization", List.of("Bearer one", "Bearer two"),
          "X-Code", List.of("code"),
          "Mcp-Session-Id", List.of("s"),
          "Mcp-Method", List.of("tools/call"),
          "Mcp-Name", List.of("put"),
          "Host", List.of("localhost:8080"),
          "Origin", List.of("https://app.example.com"));
  private static final Arrival READ =
      new Arrival(
          List.of("Bearer one", "Bearer two"),
          List.of("code"),
          List.of("s"),
          "localhost:8080",
          "https://app.example.com",
          "POST /mcp",
          /* local= */ true,
          "192.0.2.1:4711",
          /* mcp= */ true,
          new Request.ToolCall("put"),
          List.of(),
          new Serving());

  private final InboundReaders readers = new InboundReaders();

  /** As the servlet API has it. */
  public interface ServletLike {
    Enumeration<String> getHeaders(String name);

    default String getMethod() {
      return "POST";
    }

    default String getRequestURI() {
      return "/mcp";
    }

    default String getServerName() {
      return "named.example.com";
    }

    default String getLocalAddr() {
      return "127.0.0.1";
    }

    default String getRemoteAddr() {
      return "192.0.2.1";
    }

    default int getRemotePort() {
      return 4711;
    }
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

    public String method() {
      return "POST";
    }

    public String uri() {
      return "/mcp?a=b";
    }

    public InetSocketAddress hostAddress() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);
    }

    public InetSocketAddress remoteAddress() {
      return new InetSocketAddress("192.0.2.1", 4711);
    }
  }

  /** As Reactor Netty has it. */
  private enum State {
    REQUEST_RECEIVED,
    DISCONNECTING
  }

  /** As Vert.x has it. */
  public static class Head {
    public Multi headers() {
      return new Multi();
    }

    public String method() {
      return "POST";
    }

    public String uri() {
      return "/mcp";
    }

    public Address localAddress() {
      return new Address("0:0:0:0:0:0:0:1", 80);
    }

    public Address remoteAddress() {
      return new Address("192.0.2.1", 4711);
    }
  }

  /** As Vert.x has it. */
  public record Address(String hostAddress, int port) {}

  /** As Vert.x has it, with the answer to it. */
  public static final class Answered extends Head {
    private boolean ended;

    public Answered response() {
      return this;
    }

    public boolean ended() {
      return ended;
    }
  }

  /** As Helidon has it. */
  public static final class Routed {
    /** As Helidon has it. */
    public record Named(String name, List<String> allValues) {}

    /** As Helidon has it. */
    public record Prologue(String method, RawPath uriPath) {}

    /** As Helidon has it. */
    public record RawPath(String rawPath) {}

    /** As Helidon has it. */
    public record Peer(InetSocketAddress address) {}

    public List<Named> headers() {
      return HEADERS.entrySet().stream()
          .map(header -> new Named(header.getKey().toLowerCase(Locale.ROOT), header.getValue()))
          .toList();
    }

    public Prologue prologue() {
      return new Prologue("POST", new RawPath("/mcp"));
    }

    public Peer localPeer() {
      return new Peer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 80));
    }

    public Peer remotePeer() {
      return new Peer(new InetSocketAddress("192.0.2.1", 4711));
    }
  }

  /** As Ktor has it: a call, its request, and where that came from. */
  public static final class KtorCall {
    private boolean sent;

    public KtorCall getRequest() {
      return this;
    }

    public Multi getHeaders() {
      return new Multi();
    }

    public KtorCall getLocal() {
      return this;
    }

    public String getMethod() {
      return "POST";
    }

    public String getUri() {
      return "/mcp?a=b";
    }

    public String getLocalAddress() {
      return "127.0.0.1";
    }

    public String getRemoteAddress() {
      return "192.0.2.1";
    }

    public int getRemotePort() {
      return 4711;
    }

    public KtorCall getResponse() {
      return this;
    }

    public boolean isSent() {
      return sent;
    }
  }

  /** As Netty and Micronaut have it. */
  public record NettyRequest(Multi headers, String method, String uri) {}

  /** As Micronaut has it. */
  public record MicronautRequest(Object getNativeRequest) {}

  /** As Netty has it. */
  public static final class Connection {
    public Connection channel() {
      return this;
    }

    public InetSocketAddress localAddress() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);
    }

    public InetSocketAddress remoteAddress() {
      return new InetSocketAddress("192.0.2.1", 4711);
    }
  }

  /** As Solon has it: a context, its request and the response to it. */
  public static final class SolonContext {
    private boolean async;
    private int status;

    public SolonContext request() {
      return this;
    }

    public List<String> getHeaders(String name) {
      return HEADERS.getOrDefault(name, List.of());
    }

    public String getMethod() {
      return "POST";
    }

    public String getRequestURI() {
      return "/mcp";
    }

    public InetSocketAddress getLocalAddress() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);
    }

    public InetSocketAddress getRemoteAddress() {
      return new InetSocketAddress("192.0.2.1", 4711);
    }

    public boolean asyncStarted() {
      return async;
    }

    public SolonContext response() {
      return this;
    }

    public void setHttpStatus(int code, String reason) {
      status = reason.isEmpty() ? 0 : code;
    }
  }

  /** One that fails. */
  public static class Failing {
    public Multi headers() {
      throw new IllegalStateException("not read yet");
    }
  }

  private @Nullable Arrival read(Check check, Object request) throws Throwable {
    Object other = check == Check.INBOUND_REACTOR_NETTY ? State.REQUEST_RECEIVED : request;
    return readers.of(check).read(request, other, "X-Code");
  }

  /** How far the server is with it is its own. */
  private static void isRead(@Nullable Arrival read) {
    assertThat(read).usingRecursiveComparison().ignoringFields("serving").isEqualTo(READ);
  }

  /** As the servlet API has it. */
  public interface Listener {
    void onComplete(Object event);

    void onError(Object event);
  }

  /** As the servlet API has it. */
  public interface AsyncLike {
    void addListener(Listener listener);
  }

  /** A request that its method hands over. */
  public static final class Asynchronous implements AsyncLike {
    private @Nullable Listener listener;

    public boolean isAsyncStarted() {
      return true;
    }

    public AsyncLike getAsyncContext() {
      return this;
    }

    @Override
    public void addListener(Listener added) {
      listener = added;
    }
  }

  @Test
  void servletsRequest_isOverWhenItsMethodReturns() throws Throwable {
    Serving serving = new Serving();
    readers.of(Check.INBOUND_SERVLET).left(new Facade(), serving);
    assertThat(serving.isOver()).isTrue();
  }

  @Test
  void servletsRequest_thatIsAsynchronous_isOverWhenItIsComplete() throws Throwable {
    Serving serving = new Serving();
    Asynchronous request = new Asynchronous();
    readers.of(Check.INBOUND_SERVLET).left(request, serving);
    assertThat(serving.isOver()).isFalse();
    Listener listener = requireNonNull(request.listener);
    listener.onError(request);
    assertThat(serving.isOver()).isFalse();
    listener.onComplete(request);
    assertThat(serving.isOver()).isTrue();
  }

  @Test
  void reactorNettysRequest_isOverWhenItIsAnswered() throws Throwable {
    InboundReader reader = readers.of(Check.INBOUND_REACTOR_NETTY);
    Operations operations = new Operations();
    assertThat(reader.answered(operations, State.REQUEST_RECEIVED)).isNull();
    assertThat(reader.answered(operations, State.DISCONNECTING)).isSameAs(operations);
  }

  @Test
  void request_ofEachServer_isRead() throws Throwable {
    isRead(read(Check.INBOUND_SERVLET, new Facade()));
    isRead(read(Check.INBOUND_REACTOR_NETTY, new Operations()));
    isRead(read(Check.INBOUND_VERTX, new Head()));
  }

  @Test
  void request_ofEachFramework_isRead() throws Throwable {
    isRead(read(Check.INBOUND_HELIDON, new Routed()));
    isRead(read(Check.INBOUND_SOLON, new SolonContext()));
    isRead(
        readers
            .of(Check.INBOUND_MICRONAUT)
            .read(new NettyRequest(new Multi(), "POST", "/mcp"), new Connection(), "X-Code"));
    isRead(
        readers
            .of(Check.INBOUND_KTOR)
            .read(new KtorCall(), new io.ktor.server.application.Application(), "X-Code"));
  }

  @Test
  void callOfKtor_inAnotherPipeline_isNoneAnew() throws Throwable {
    assertThat(read(Check.INBOUND_KTOR, new KtorCall())).isNull();
  }

  @Test
  void vertxsRequest_isOverWhenItsResponseEnded() throws Throwable {
    Answered request = new Answered();
    Serving serving = requireNonNull(read(Check.INBOUND_VERTX, request)).serving();
    begun(serving, request);
    serving.look();
    assertThat(serving.isOver()).isFalse();
    request.ended = true;
    serving.look();
    assertThat(serving.isOver()).isTrue();
  }

  @Test
  void ktorsRequest_isOverWhenItsResponseIsSent() throws Throwable {
    KtorCall call = new KtorCall();
    Object application = new io.ktor.server.application.Application();
    Arrival arrival = readers.of(Check.INBOUND_KTOR).read(call, application, "");
    Serving serving = requireNonNull(arrival).serving();
    begun(serving, call);
    serving.look();
    assertThat(serving.isOver()).isFalse();
    call.sent = true;
    serving.look();
    assertThat(serving.isOver()).isTrue();
  }

  /** As the gates have it begun. */
  private static void begun(Serving serving, Object request) {
    Arrival arrival =
        new Arrival(
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            "",
            /* local= */ true,
            "",
            /* mcp= */ false,
            /* asked= */ null,
            List.of(),
            serving);
    new Contexts(MethodHandles.lookup()).arriveInParts(request, arrival);
  }

  @Test
  void micronautsRequest_isOverWhenItIsAnswered() throws Throwable {
    NettyRequest request = new NettyRequest(new Multi(), "POST", "/mcp");
    InboundReader reader = readers.of(Check.INBOUND_MICRONAUT);
    assertThat(reader.answered(request, new Connection())).isNull();
    assertThat(reader.answered(new MicronautRequest(request), null)).isSameAs(request);
  }

  @Test
  void solonsRequest_isOverWhenItsHandlerReturns_butForOneThatGoesOn() throws Throwable {
    SolonContext context = new SolonContext();
    Serving serving = new Serving();
    context.async = true;
    readers.of(Check.INBOUND_SOLON).left(context, serving);
    assertThat(serving.isOver()).isFalse();
    context.async = false;
    readers.of(Check.INBOUND_SOLON).left(context, serving);
    assertThat(serving.isOver()).isTrue();
  }

  @Test
  void solonsRequest_thatIsNotServed_isAnswered() throws Throwable {
    SolonContext context = new SolonContext();
    assertThat(readers.of(Check.INBOUND_SOLON).answer(context, null, 401, "")).isTrue();
    assertThat(context.status).isEqualTo(401);
  }

  @Test
  void request_withoutHeaders_isRead() throws Throwable {
    ServletLike none = name -> Collections.emptyEnumeration();

    Arrival read = requireNonNull(read(Check.INBOUND_SERVLET, none));

    assertThat(read.authorizations()).isEmpty();
    assertThat(read.sessions()).isEmpty();
    assertThat(read.host()).isEqualTo("named.example.com");
    assertThat(read.origin()).isNull();
  }

  @Test
  void connection_thatBeginsNoRequest_hasNone() throws Throwable {
    InboundReader reader = readers.of(Check.INBOUND_REACTOR_NETTY);
    assertThat(reader.read(new Operations(), State.DISCONNECTING, "X-Code")).isNull();
  }

  @Test
  void object_thatIsNoRequest_isNone() throws Throwable {
    assertThat(read(Check.INBOUND_REACTOR_NETTY, "connection")).isNull();
    assertThat(read(Check.INBOUND_SERVLET, "request")).isNull();
  }

  @Test
  void request_thatFails_throwsItsOwnFailure() {
    assertThatThrownBy(() -> read(Check.INBOUND_VERTX, new Failing())).hasMessage("not read yet");
  }
}
