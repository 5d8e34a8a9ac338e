package dev.sallyport.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rows for Netty's codecs and the clients on them are text, so they are held against each line.
 */
class NettyClientHooksTest {
  private static final String COPY = "io/grpc/";

  static Stream<Library> codecs() {
    return Stream.of("4.1.61", "4.1.135", "4.2.0", "4.2.17")
        .map(
            line ->
                Library.of(
                    "netty-codec-http-" + line + ".Final", "netty-codec-http2-" + line + ".Final"));
  }

  private static List<Hook> rows(boolean ofTheCopy) {
    return NettyHttpHooks.rows().stream()
        .filter(row -> row.owner().startsWith(COPY) == ofTheCopy)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void rows_ofCodecs_areInEachLine(Library netty) {
    assertThat(netty.weave(NettyHttpHooks.rows())).containsExactlyInAnyOrderElementsOf(rows(false));
  }

  @ParameterizedTest
  @ValueSource(strings = "grpc-netty-shaded-1.72.0")
  void rows_ofCodecs_areInTheCopy(String grpc) {
    assertThat(Library.of(grpc).weave(NettyHttpHooks.rows()))
        .containsExactlyInAnyOrderElementsOf(rows(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.40.1", "1.85.1"})
  void rows_ofGrpc_areInEachLineThatNeedsThem(String line) {
    Set<Hook> woven = Library.of("grpc-core-" + line, "grpc-netty-" + line).weave(GrpcHooks.rows());

    assertThat(woven)
        .containsAll(
            GrpcHooks.rows().stream()
                .filter(row -> row.need() != Hook.Need.OPTIONAL)
                .filter(row -> !row.owner().contains("/shaded/"))
                .toList());
    assertThat(woven.stream().map(Hook::id))
        .filteredOn(id -> id.equals("DelayedClientCall.internalStart"))
        .hasSize(line.equals("1.85.1") ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(strings = "grpc-netty-shaded-1.72.0")
  void rows_ofGrpc_areInTheCopy(String grpc) {
    assertThat(Library.of(grpc).weave(GrpcHooks.rows()))
        .containsExactlyInAnyOrderElementsOf(
            GrpcHooks.rows().stream().filter(row -> row.owner().contains("/shaded/")).toList());
  }

  private static Library reactorNetty(String line) {
    return Library.of("reactor-netty-http-" + line, "reactor-netty-core-" + line);
  }

  @Test
  void rows_ofReactorNetty_areInTheNewestLine() {
    assertThat(reactorNetty("1.3.8").weave(ReactorNettyHooks.rows()))
        .containsExactlyInAnyOrderElementsOf(ReactorNettyHooks.rows());
  }

  /** It has but one kind of pool. */
  @Test
  void rows_ofReactorNetty_areInTheOldestLine() {
    assertThat(reactorNetty("1.0.0").weave(ReactorNettyHooks.rows()))
        .containsExactlyInAnyOrderElementsOf(
            ReactorNettyHooks.rows().stream()
                .filter(row -> !row.owner().contains("Http2Pool"))
                .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"async-http-client-2.1.0", "async-http-client-2.12.4", "async-http-client-3.0.13"})
  void rows_ofAsyncHttpClient_areInEachLineThatHasTheirClass(String line) {
    List<Hook> woven = List.copyOf(Library.of(line).weave(AsyncHttpClientHooks.rows()));

    assertThat(woven).filteredOn(row -> row.method().equals("sendRequest")).hasSize(1);
    assertThat(woven)
        .containsAll(
            AsyncHttpClientHooks.rows().stream()
                .filter(row -> row.need() != Hook.Need.OPTIONAL)
                .filter(row -> !row.owner().endsWith("Http2Handler"))
                .toList());
  }
}
