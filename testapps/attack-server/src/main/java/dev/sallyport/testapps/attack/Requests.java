package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Target.CONNECTION;

import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/** Connecting by a URL. */
final class Requests {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private Requests() {}

  static Family connecting() {
    Family request = new Family("request");
    request.add("URL.openStream", CONNECTION, at -> Text.of(url(at).openStream()));
    request.add("URL.getContent", CONNECTION, at -> url(at).getContent());
    request.add("URLConnection.connect", CONNECTION, Requests::connected);
    request.add(
        "URLConnection.getHeaderField",
        CONNECTION,
        at -> Requests.<Object>happened(url(at).openConnection().getHeaderField("Content-Type")));
    request.add(
        "HttpURLConnection, response code",
        CONNECTION,
        at -> ((HttpURLConnection) url(at).openConnection()).getResponseCode());
    request.add("HttpURLConnection, POST", CONNECTION, Requests::posted);
    request
        .add("HttpURLConnection, proxy", CONNECTION, Requests::proxied)
        .near("net", "192.0.2.1:80");
    request.add(
        "URL ftp:",
        CONNECTION,
        at -> patient(at.service("ftp").resolve("/x").toURL().openConnection()));
    request.add(
        "URL https:", CONNECTION, at -> patient(at.service("https").toURL().openConnection()));
    request.add(
        "URL jar:http:",
        CONNECTION,
        at -> Text.of(new URL("jar:" + at.service("http") + "a.jar!/a").openStream()));
    request.add("HttpClient.send", CONNECTION, at -> send(HttpClient.newHttpClient(), at));
    request.add(
        "HttpClient.send, HTTP/1.1",
        CONNECTION,
        at -> send(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), at));
    request.add("HttpClient.sendAsync", CONNECTION, Requests::async);
    request.add("HttpClient.sendAsync, executor", CONNECTION, Requests::asyncOnPool);
    request.add("HttpClient, POST", CONNECTION, Requests::post);
    request.add(
        "HttpClient, https",
        CONNECTION,
        at -> send(HttpClient.newHttpClient(), at.service("https")));
    request
        .add("HttpClient, proxy", CONNECTION, Requests::clientProxied)
        .near("http", "GET http://192.0.2.1/**")
        .near("net", "192.0.2.1:80");
    request.add("WebSocket", CONNECTION, Requests::webSocket);
    return request;
  }

  private static URL url(Ground at) throws Exception {
    return at.service("http").toURL();
  }

  private static <T> String happened(T value) {
    return String.valueOf(value);
  }

  private static String connected(Ground at) throws Exception {
    URLConnection connection = url(at).openConnection();
    connection.connect();
    return Body.DONE;
  }

  private static Object posted(Ground at) throws Exception {
    HttpURLConnection connection = (HttpURLConnection) url(at).openConnection();
    connection.setDoOutput(true);
    connection.getOutputStream().write("out".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return connection.getResponseCode();
  }

  private static Object proxied(Ground at) throws Exception {
    return ((HttpURLConnection)
            new URL("http://192.0.2.1/").openConnection(new Proxy(Proxy.Type.HTTP, at.address())))
        .getResponseCode();
  }

  private static String patient(URLConnection connection) throws Exception {
    connection.setConnectTimeout((int) PATIENCE.toMillis());
    connection.setReadTimeout(200);
    return Text.of(connection.getInputStream());
  }

  private static HttpRequest request(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
  }

  private static String send(HttpClient client, Ground at) throws Exception {
    return send(client, at.service("http"));
  }

  private static String send(HttpClient client, URI uri) throws Exception {
    return client.send(request(uri), BodyHandlers.ofString()).body();
  }

  private static String async(Ground at) throws Exception {
    return HttpClient.newHttpClient()
        .sendAsync(request(at.service("http")), BodyHandlers.ofString())
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .body();
  }

  private static String asyncOnPool(Ground at) throws Exception {
    return HttpClient.newBuilder()
        .executor(ForkJoinPool.commonPool())
        .build()
        .sendAsync(request(at.service("http")), BodyHandlers.ofString())
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .body();
  }

  private static String post(Ground at) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(at.service("http"))
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString("out"))
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  private static String clientProxied(Ground at) throws Exception {
    return send(
        HttpClient.newBuilder()
            .proxy(ProxySelector.of(new InetSocketAddress(at.loopback(), at.port())))
            .build(),
        URI.create("http://192.0.2.1/"));
  }

  private static Object webSocket(Ground at) throws Exception {
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .connectTimeout(PATIENCE)
        .buildAsync(at.service("ws"), new WebSocket.Listener() {})
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
