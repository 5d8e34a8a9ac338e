package dev.sallyport.testapps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LoopbackListenerTest {
  @Test
  void accepted_whenNobodyCame_isZero() {
    try (LoopbackListener listener = LoopbackListener.answering("internal")) {
      assertThat(listener.accepted()).isZero();
      assertThat(listener.receivedBytes()).isZero();
    }
  }

  @Test
  void accepted_rightAfterConnecting_countsTheConnection() throws Exception {
    try (LoopbackListener listener = LoopbackListener.answering("internal")) {
      for (int connections = 1; connections <= 20; connections++) {
        try (Socket client = new Socket(Loopback.anyPort().getAddress(), listener.port())) {
          assertThat(client.isConnected()).isTrue();
          assertThat(listener.accepted()).isEqualTo(connections);
        }
      }
    }
  }

  @Test
  void received_afterAnsweredRequest_holdsHeadAndBody() throws Exception {
    try (LoopbackListener listener = LoopbackListener.answering("internal")) {
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(listener.url().resolve("/admin"))
                      .POST(BodyPublishers.ofString("secret"))
                      .build(),
                  BodyHandlers.ofString());

      assertThat(response.body()).isEqualTo("internal");
      assertThat(listener.received()).startsWith("POST /admin HTTP/1.1").endsWith("secret");
    }
  }

  @Test
  void awaitReceived_ofBytesOnTheirWay_returnsWhenTheyAreThere() throws Exception {
    try (LoopbackListener listener = LoopbackListener.answering("internal");
        Socket client = new Socket(Loopback.anyPort().getAddress(), listener.port())) {
      OutputStream out = client.getOutputStream();
      out.write("not HTTP".getBytes(StandardCharsets.US_ASCII));

      listener.awaitReceived(8);

      assertThat(listener.received()).isEqualTo("not HTTP");
    }
  }

  @Test
  void redirecting_whenFollowed_leadsThere() throws Exception {
    try (LoopbackListener internal = LoopbackListener.answering("internal");
        LoopbackListener outside = LoopbackListener.redirecting(internal.url())) {
      URI url = outside.url();
      HttpResponse<String> response =
          HttpClient.newBuilder()
              .followRedirects(HttpClient.Redirect.ALWAYS)
              .build()
              .send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());

      assertThat(response.body()).isEqualTo("internal");
      assertThat(internal.accepted()).isOne();
    }
  }
}
