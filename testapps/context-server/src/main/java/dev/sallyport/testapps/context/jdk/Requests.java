package dev.sallyport.testapps.context.jdk;

import com.sun.net.httpserver.HttpServer;
import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Carrier;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Once;
import dev.sallyport.testapps.context.Sight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** {@code java.net.http}: what a call registers with a request, on the client's own threads. */
final class Requests {
  private static final byte[] BODY = "answered".getBytes(StandardCharsets.UTF_8);

  private final URI service;
  private final HttpClient client = HttpClient.newHttpClient();

  private Requests(URI service) {
    this.service = service;
  }

  static List<Construct> all() {
    Requests of = new Requests(service());
    Once<HttpClient> made = new Once<>(HttpClient::newHttpClient);
    return List.of(
        Construct.of("HttpClient.sendAsync.thenApply", of.dependent(() -> of.client)),
        Construct.of("HttpClient.sendAsync.thenApply, made by a call", of.dependent(made::get)),
        Construct.of("HttpClient, BodyHandler.apply", look -> of.handled(new Answer<>(look::get))),
        of.subscribed("onSubscribe", Moment.SUBSCRIBED),
        of.subscribed("onNext", Moment.NEXT),
        of.subscribed("onComplete", Moment.COMPLETE),
        Construct.of(
            "HttpClient, BodyPublisher.subscribe", look -> of.published(new Answer<>(look::get))));
  }

  /** Answers every request, on threads that the server made before it served. */
  private static URI service() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, BODY.length);
            exchange.getResponseBody().write(BODY);
            exchange.close();
          });
      server.start();
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Carrier dependent(Callable<HttpClient> sender) {
    return look ->
        sender
            .call()
            .sendAsync(HttpRequest.newBuilder(service).build(), BodyHandlers.discarding())
            .thenApply(response -> look.get())
            .get(10, TimeUnit.SECONDS);
  }

  private Sight handled(Answer<Sight> answer) throws Exception {
    return sent(
        info -> {
          answer.run();
          return BodySubscribers.discarding();
        },
        answer);
  }

  private Construct subscribed(String name, Moment moment) {
    return Construct.of(
        "HttpClient, BodySubscriber." + name,
        look -> {
          Answer<Sight> answer = new Answer<>(look::get);
          return sent(info -> new Looking(moment, answer), answer);
        });
  }

  private Sight published(Answer<Sight> answer) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(service).POST(new LookingPublisher(answer)).build();
    client.sendAsync(request, BodyHandlers.discarding()).get(10, TimeUnit.SECONDS);
    return answer.await();
  }

  private Sight sent(BodyHandler<Void> handler, Answer<Sight> answer) throws Exception {
    client.sendAsync(HttpRequest.newBuilder(service).build(), handler).get(10, TimeUnit.SECONDS);
    return answer.await();
  }

  private enum Moment {
    SUBSCRIBED,
    NEXT,
    COMPLETE
  }

  /** Looks once, at one moment. */
  private static final class Looking implements BodySubscriber<Void> {
    private final BodySubscriber<Void> rest = BodySubscribers.discarding();
    private final Moment moment;
    private final Answer<Sight> answer;

    Looking(Moment moment, Answer<Sight> answer) {
      this.moment = moment;
      this.answer = answer;
    }

    @Override
    public CompletionStage<Void> getBody() {
      return rest.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      at(Moment.SUBSCRIBED);
      rest.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
      at(Moment.NEXT);
      rest.onNext(item);
    }

    @Override
    public void onError(Throwable failure) {
      rest.onError(failure);
    }

    @Override
    public void onComplete() {
      at(Moment.COMPLETE);
      rest.onComplete();
    }

    private void at(Moment reached) {
      if (moment == reached) {
        answer.run();
      }
    }
  }

  private record LookingPublisher(Answer<Sight> answer) implements BodyPublisher {
    @Override
    public long contentLength() {
      return BODY.length;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      answer.run();
      BodyPublishers.ofByteArray(BODY).subscribe(subscriber);
    }
  }
}
