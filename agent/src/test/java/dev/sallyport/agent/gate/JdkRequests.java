package dev.sallyport.agent.gate;

import java.net.ProxySelector;
import java.net.http.HttpRequest;

/** Requests as the JDK's client has them: its own copies of the application's. */
final class JdkRequests {
  private JdkRequests() {}

  static HttpRequest copy(HttpRequest request) {
    try {
      return Class.forName("jdk.internal.net.http.HttpRequestImpl")
          .asSubclass(HttpRequest.class)
          .getConstructor(HttpRequest.class, ProxySelector.class)
          .newInstance(request, ProxySelector.getDefault());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
