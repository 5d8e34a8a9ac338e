package dev.sallyport.testapps.http.awsnetty;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;
import software.amazon.awssdk.http.async.SdkHttpContentPublisher;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;

/** {@code NettyNioAsyncHttpClient}. */
final class AwsNettyCaller implements HttpCaller {
  private static final long PATIENCE_SECONDS = 10;

  private final SdkAsyncHttpClient client = NettyNioAsyncHttpClient.create();

  @Override
  public String name() {
    return "AWS SDK, Netty";
  }

  @Override
  public boolean redirects() {
    return false;
  }

  @Override
  public boolean isAsync() {
    return true;
  }

  @Override
  public Reply send(Sending sending) throws Exception {
    try {
      return sendLater(sending).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  @Override
  public CompletionStage<Reply> sendLater(Sending sending) {
    Answer answer = new Answer();
    CompletableFuture<Void> sent =
        client.execute(
            AsyncExecuteRequest.builder()
                .request(request(sending))
                .requestContentPublisher(new Body(sending.body()))
                .responseHandler(answer)
                .build());
    return sent.thenApply(done -> answer.reply());
  }

  private static SdkHttpFullRequest request(Sending sending) {
    SdkHttpFullRequest.Builder request =
        SdkHttpFullRequest.builder()
            .uri(URI.create(sending.url()))
            .method(SdkHttpMethod.fromValue(sending.method()));
    request.putHeader("Host", request.host() + ":" + request.port());
    if (!sending.body().isEmpty()) {
      request.putHeader("Content-Length", Integer.toString(bytes(sending.body()).length));
    }
    sending.headers().forEach(request::putHeader);
    return request.build();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
  }

  /** The whole body at once. */
  private record Body(String text) implements SdkHttpContentPublisher {
    @Override
    public Optional<Long> contentLength() {
      return Optional.of((long) bytes(text).length);
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
      subscriber.onSubscribe(
          new Subscription() {
            private boolean done;

            @Override
            public void request(long items) {
              if (!done) {
                done = true;
                subscriber.onNext(ByteBuffer.wrap(bytes(text)));
                subscriber.onComplete();
              }
            }

            @Override
            public void cancel() {
              done = true;
            }
          });
    }
  }

  /** Collects what comes back. */
  private static final class Answer implements SdkAsyncHttpResponseHandler {
    private final StringBuilder body = new StringBuilder();
    private volatile int status;

    Reply reply() {
      return new Reply(status, body.toString());
    }

    @Override
    public void onHeaders(SdkHttpResponse headers) {
      status = headers.statusCode();
    }

    @Override
    public void onStream(Publisher<ByteBuffer> stream) {
      stream.subscribe(
          new Subscriber<>() {
            @Override
            public void onSubscribe(Subscription subscription) {
              subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ByteBuffer part) {
              body.append(StandardCharsets.UTF_8.decode(part));
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onComplete() {}
          });
    }

    @Override
    public void onError(Throwable failure) {}
  }
}
