package dev.sallyport.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one request takes by the common blocking clients, on a connection that is kept: a header as
 * clients of an API send it, and an answer without a body. {@link RequestCosts} runs it without and
 * with the agent, and with credentials to look for.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Requests {
  static final String PORT = "sallyport.benchmarks.port";

  private static final String[] HEADER = {
    "Accept", "application/vnd.example+json",
    "User-Agent", "sallyport-benchmarks/1.0",
    "Authorization", "Bearer " + "eyJhbGciOiJIUzI1NiJ9.".repeat(8),
    "X-Request-Id", "5f1c2a9e-2f0b-4d0e-9a3c-0c1d2e3f4a5b",
  };

  private URI uri = URI.create("http://localhost/");
  private HttpClient client;
  private HttpRequest request;
  private final OkHttpClient okHttp = new OkHttpClient();
  private final CloseableHttpClient apache = HttpClients.createDefault();

  @Setup
  public void open() {
    uri =
        URI.create(
            "http://localhost:"
                + Integer.getInteger(PORT)
                + "/repos/octocat/hello-world/contents/src/main/java/App.java?ref=main");
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    request = HttpRequest.newBuilder(uri).headers(HEADER).build();
  }

  @Benchmark
  public int httpClient() throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Benchmark
  public int okHttp() throws IOException {
    Request.Builder request = new Request.Builder().url(uri.toString());
    for (int i = 0; i < HEADER.length; i += 2) {
      request.header(HEADER[i], HEADER[i + 1]);
    }
    try (Response response = okHttp.newCall(request.build()).execute()) {
      return response.code();
    }
  }

  @Benchmark
  public int apache() throws IOException {
    HttpGet request = new HttpGet(uri);
    for (int i = 0; i < HEADER.length; i += 2) {
      request.setHeader(HEADER[i], HEADER[i + 1]);
    }
    return apache.execute(request, response -> response.getCode());
  }

  @Benchmark
  public int urlConnection() throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    for (int i = 0; i < HEADER.length; i += 2) {
      connection.setRequestProperty(HEADER[i], HEADER[i + 1]);
    }
    try (InputStream body = connection.getInputStream()) {
      body.transferTo(OutputStream.nullOutputStream());
    }
    return connection.getResponseCode();
  }
}
