package dev.sallyport.agent.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/** Posts one message after the other on a single thread; one that fails is not tried again. */
final class OtlpSender implements HttpSender {
  private final HttpPost post;
  private final ExecutorService executor;
  private final String what;
  private final PrintStream err;
  private boolean failing;

  /**
   * As configured.
   *
   * @param what is sent, for who reads stderr
   */
  OtlpSender(HttpSenderConfig config, String what, PrintStream err) {
    ExecutorService given = config.getExecutorService();
    if (given == null) {
      throw new IllegalArgumentException("no executor to send with");
    }
    this.post = new HttpPost(config);
    this.executor = given;
    this.what = what;
    this.err = err;
  }

  @Override
  public void send(
      MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
    executor.execute(() -> sendNow(message, onResponse, onError));
  }

  @Override
  public CompletableResultCode shutdown() {
    executor.shutdown();
    return CompletableResultCode.ofSuccess();
  }

  private void sendNow(
      MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
    HttpPost.Answer answer;
    try {
      answer = post.send(message);
    } catch (IOException | RuntimeException failure) {
      failed(failure.toString());
      onError.accept(failure);
      return;
    }
    if (answer.accepted()) {
      failing = false;
    } else {
      failed("HTTP status " + answer.getStatusCode());
    }
    onResponse.accept(answer);
  }

  /** Says the first failure of an outage, and no other. */
  private void failed(String why) {
    if (!failing) {
      failing = true;
      err.println("sallyport: " + what + ": " + post.endpoint() + " does not take them: " + why);
    }
  }
}
