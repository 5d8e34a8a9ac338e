package dev.sallyport.agent.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.IOException;
import java.util.function.Consumer;

/** Posts a message on the thread that asks for it, and keeps why the last one was not taken. */
final class DirectSender implements HttpSender {
  private final HttpPost post;
  private String why = "";

  DirectSender(HttpSenderConfig config) {
    this.post = new HttpPost(config);
  }

  @Override
  public void send(
      MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
    HttpPost.Answer answer;
    try {
      answer = post.send(message);
    } catch (IOException | RuntimeException failure) {
      why = failure.toString();
      onError.accept(failure);
      return;
    }
    why = "HTTP status " + answer.getStatusCode();
    onResponse.accept(answer);
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }

  String why() {
    return why;
  }
}
