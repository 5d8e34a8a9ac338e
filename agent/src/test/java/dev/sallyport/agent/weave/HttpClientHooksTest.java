package dev.sallyport.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows for OkHttp and for Apache's clients are text, so they are held against each line. */
class HttpClientHooksTest {

  static Stream<Library> okHttp() {
    return Stream.of(
            "okhttp-3.9.1",
            "okhttp-3.12.13",
            "okhttp-3.14.9",
            "okhttp-4.0.1",
            "okhttp-4.12.0",
            "okhttp-jvm-5.0.0",
            "okhttp-jvm-5.5.1")
        .map(Library::of);
  }

  static Stream<Library> apacheFour() {
    return Stream.of(
        Library.of("httpclient-4.3", "httpcore-4.3", "httpcore-nio-4.3", "httpasyncclient-4.0"),
        Library.of(
            "httpclient-4.5.14",
            "httpcore-4.4.16",
            "httpcore-nio-4.4.16",
            "httpasyncclient-4.1.5"));
  }

  static Stream<Library> apacheFive() {
    return Stream.of(
        Library.of("httpclient5-5.0", "httpcore5-5.0", "httpcore5-h2-5.0"),
        Library.of("httpclient5-5.2.3", "httpcore5-5.2.4", "httpcore5-h2-5.2.4"),
        Library.of("httpclient5-5.4.4", "httpcore5-5.3.4", "httpcore5-h2-5.3.4"),
        Library.of("httpclient5-5.6.4", "httpcore5-5.4.3", "httpcore5-h2-5.4.3"));
  }

  @ParameterizedTest
  @MethodSource("okHttp")
  void okHttp_beforeItConnectsAndWhereItWrites_isWoven(Library line) {
    Set<Hook> woven = line.weave(OkHttpHooks.rows());

    assertThat(requests(woven))
        .containsExactlyInAnyOrder(
            "ConnectInterceptor.intercept", "CallServerInterceptor.intercept");
    assertThat(woven.stream().map(Hook::door)).contains(Door.REGISTER, Door.RESUME);
  }

  @ParameterizedTest
  @MethodSource("apacheFour")
  void apacheFour_beforeItConnectsAndWhereItWrites_isWoven(Library line) {
    Set<Hook> woven = line.weave(ApacheHooks.rows());

    assertThat(requests(woven))
        .containsExactlyInAnyOrder(
            "ProtocolExec.execute",
            "HttpRequestExecutor.execute",
            "MainClientExec.prepare",
            "MainClientExec.handleResponse",
            "HttpAsyncRequestExecutor.requestReady");
  }

  @ParameterizedTest
  @MethodSource("apacheFive")
  void apacheFive_beforeItConnectsAndWhereItWrites_isWoven(Library line) {
    Set<Hook> woven = line.weave(ApacheHooks.rows());

    assertThat(requests(woven))
        .containsExactlyInAnyOrder(
            "ProtocolExec.execute",
            "HttpRequestExecutor.execute",
            "AsyncProtocolExec.internalExecute",
            "ClientHttp1StreamHandler.commitRequest",
            "ClientH2StreamHandler.commitRequest");
    assertThat(woven.stream().map(Hook::id))
        .containsAnyOf(
            "AbstractH2StreamMultiplexer.executeRequest",
            "ClientH2StreamMultiplexer.createLocallyInitiatedStream");
  }

  private static List<String> requests(Set<Hook> woven) {
    return woven.stream()
        .filter(row -> row.check().isRequest())
        .map(Hook::id)
        .collect(Collectors.toList());
  }
}
