package dev.sallyport.testapps.http.grpc;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * gRPC's channel, one for each server. It knows no method but {@code POST}. A server that speaks
 * HTTP/2, and not gRPC, is told of in the failure, with what it answered.
 */
final class GrpcCaller implements HttpCaller {
  private static final long PATIENCE_SECONDS = 10;
  private static final String STATUS = "HTTP status code ";
  private static final String BODY = "DATA-----------------------------\n";

  private final Map<String, ManagedChannel> channels = new ConcurrentHashMap<>();

  @Override
  public String name() {
    return "gRPC";
  }

  @Override
  public boolean redirects() {
    return false;
  }

  @Override
  public boolean isHttp2() {
    return true;
  }

  @Override
  public Reply send(Sending sending) {
    URI url = URI.create(sending.url());
    ManagedChannel channel =
        channels.computeIfAbsent(
            url.getRawAuthority(),
            target -> NettyChannelBuilder.forTarget(target).usePlaintext().build());
    Metadata headers = new Metadata();
    sending
        .headers()
        .forEach(
            (name, value) ->
                headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
    try {
      String answer =
          ClientCalls.blockingUnaryCall(
              ClientInterceptors.intercept(
                  channel, MetadataUtils.newAttachHeadersInterceptor(headers)),
              method(url.getRawPath().substring(1)),
              CallOptions.DEFAULT.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS),
              sending.body());
      return new Reply(200, answer);
    } catch (StatusRuntimeException e) {
      return reply(e);
    }
  }

  private static Reply reply(StatusRuntimeException failure) {
    String told = String.valueOf(failure.getStatus().getDescription());
    int status = told.indexOf(STATUS);
    int body = told.indexOf(BODY);
    if (status < 0 || body < 0) {
      throw failure;
    }
    int start = status + STATUS.length();
    return new Reply(
        Integer.parseInt(told.substring(start, start + 3)), told.substring(body + BODY.length()));
  }

  private static MethodDescriptor<String, String> method(String path) {
    return MethodDescriptor.<String, String>newBuilder()
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(path)
        .setRequestMarshaller(new Texts())
        .setResponseMarshaller(new Texts())
        .build();
  }

  @Override
  public void close() {
    channels.values().forEach(ManagedChannel::shutdownNow);
  }

  /** A message is its text. */
  private static final class Texts implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String text) {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String parse(InputStream bytes) {
      try {
        return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
