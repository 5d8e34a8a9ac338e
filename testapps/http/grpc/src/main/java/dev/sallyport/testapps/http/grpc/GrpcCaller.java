package dev.sallyport.testapps.http.grpc;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
  public boolean gets() {
    return false;
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
  public boolean isAsync() {
    return true;
  }

  @Override
  public Reply send(Sending sending) {
    try {
      return new Reply(
          200,
          ClientCalls.blockingUnaryCall(
              channel(sending), method(sending), options(), sending.body()));
    } catch (StatusRuntimeException e) {
      return reply(e);
    }
  }

  @Override
  public CompletionStage<Reply> sendLater(Sending sending) {
    CompletableFuture<Reply> later = new CompletableFuture<>();
    StreamObserver<String> told =
        new StreamObserver<>() {
          @Override
          public void onNext(String answer) {
            later.complete(new Reply(200, answer));
          }

          @Override
          public void onError(Throwable failure) {
            try {
              later.complete(reply((StatusRuntimeException) failure));
            } catch (StatusRuntimeException e) {
              later.completeExceptionally(e);
            }
          }

          @Override
          public void onCompleted() {}
        };
    ClientCalls.asyncUnaryCall(
        channel(sending).newCall(method(sending), options()), sending.body(), told);
    return later;
  }

  private Channel channel(Sending sending) {
    ManagedChannel channel =
        channels.computeIfAbsent(
            URI.create(sending.url()).getRawAuthority(),
            target -> NettyChannelBuilder.forTarget(target).usePlaintext().build());
    Metadata headers = new Metadata();
    sending
        .headers()
        .forEach(
            (name, value) ->
                headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private static CallOptions options() {
    return CallOptions.DEFAULT.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
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

  private static MethodDescriptor<String, String> method(Sending sending) {
    String path = URI.create(sending.url()).getRawPath();
    return MethodDescriptor.<String, String>newBuilder()
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(path.substring(1))
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
