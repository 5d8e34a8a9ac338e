package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.policy.decide.Request;
import java.net.HttpURLConnection;
import java.net.http.HttpRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** HTTP requests of the JDK's own clients, each hop. */
final class HttpGate implements Gate {
  private final Checkpoint checkpoint;

  HttpGate(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
  }

  @Override
  public @Nullable Refusal check(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m) {
    return switch (hook.check()) {
      case HTTP_CLIENT -> client(hook, context, (HttpRequest) a);
      case HTTP_URL_CONNECTION -> connection(hook, context, (HttpURLConnection) a);
      default -> throw new IllegalStateException(hook.id());
    };
  }

  private @Nullable Refusal client(Hook hook, @Nullable Context context, HttpRequest request) {
    return pass(hook, context, request.method(), String.valueOf(request.uri()));
  }

  private @Nullable Refusal connection(
      Hook hook, @Nullable Context context, HttpURLConnection connection) {
    return pass(hook, context, connection.getRequestMethod(), connection.getURL().toExternalForm());
  }

  private @Nullable Refusal pass(Hook hook, @Nullable Context context, String method, String url) {
    return checkpoint.pass(
        context,
        new Request.Http(method, url),
        new Subject("http", method.toLowerCase(Locale.ROOT), hook.id()),
        withoutValues(url));
  }

  /** A query and a user's name and password may hold values, which records do not. */
  private static String withoutValues(String url) {
    int end = endOfPath(url);
    int authority = url.indexOf("//") + 2;
    int path = url.indexOf('/', authority);
    int at = url.lastIndexOf('@', path < 0 || path > end ? end : path);
    String bare = at < authority ? url.substring(0, end) : visible(url, authority, at + 1, end);
    return end < url.length() && url.charAt(end) == '?' ? bare.concat("?...") : bare;
  }

  private static String visible(String url, int authority, int host, int end) {
    return url.substring(0, authority).concat(url.substring(host, end));
  }

  private static int endOfPath(String url) {
    for (int i = 0; i < url.length(); i++) {
      if (url.charAt(i) == '?' || url.charAt(i) == '#') {
        return i;
      }
    }
    return url.length();
  }
}
