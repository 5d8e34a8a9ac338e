package dev.sallyport.testapps;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class OtlpReceiverTest {
  @Test
  void awaitSpan_ofPlainExport_isDecoded() throws Exception {
    try (OtlpReceiver collector = OtlpReceiver.open()) {
      int status = post(collector, request("decision").toByteArray(), "identity");

      assertThat(status).isEqualTo(200);
      assertThat(collector.awaitSpan(span -> span.name().equals("decision")))
          .isEqualTo(
              new ReceivedSpan(
                  "",
                  "decision",
                  "0102",
                  "03",
                  "",
                  List.of(),
                  false,
                  Map.of("allowed", true),
                  Map.of("service.name", "files")));
    }
  }

  @Test
  void awaitSpan_ofCompressedExport_isDecoded() throws Exception {
    try (OtlpReceiver collector = OtlpReceiver.open()) {
      post(collector, compressed(request("decision").toByteArray()), "gzip");

      assertThat(collector.spans()).extracting(ReceivedSpan::name).containsExactly("decision");
    }
  }

  private static int post(OtlpReceiver collector, byte[] body, String encoding)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(collector.endpoint().resolve("/v1/traces"))
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private static ExportTraceServiceRequest request(String name) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(
                    Resource.newBuilder()
                        .addAttributes(
                            attribute(
                                "service.name",
                                AnyValue.newBuilder().setStringValue("files").build())))
                .addScopeSpans(
                    ScopeSpans.newBuilder()
                        .addSpans(
                            Span.newBuilder()
                                .setName(name)
                                .setTraceId(ByteString.copyFrom(new byte[] {1, 2}))
                                .setSpanId(ByteString.copyFrom(new byte[] {3}))
                                .addAttributes(
                                    attribute(
                                        "allowed",
                                        AnyValue.newBuilder().setBoolValue(true).build())))))
        .build();
  }

  private static KeyValue attribute(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static byte[] compressed(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes);
    }
    return compressed.toByteArray();
  }
}
