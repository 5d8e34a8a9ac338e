package dev.sallyport.agent.inbound;

import dev.sallyport.agent.context.Arrival;
import dev.sallyport.agent.context.Serving;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code HttpServletRequest}, of {@code javax} and of {@code jakarta}. */
final class ServletReader implements InboundReader {
  private static final String CHAIN = "servlet.request.X509Certificate";

  private final Getters headers = new Getters("getHeaders", String.class);
  private final Getters method = new Getters("getMethod");
  private final Getters path = new Getters("getRequestURI");
  private final Getters name = new Getters("getServerName");
  private final Getters local = new Getters("getLocalAddr");
  private final Getters peer = new Getters("getRemoteAddr");
  private final Getters port = new Getters("getRemotePort");
  private final Getters secure = new Getters("isSecure");
  private final Getters attribute = new Getters("getAttribute", String.class);
  private final Getters async = new Getters("isAsyncStarted");
  private final Getters context = new Getters("getAsyncContext");
  private final Getters status = new Getters("setStatus", int.class);
  private final Getters header = new Getters("setHeader", String.class, String.class);

  @Override
  public @Nullable Arrival read(Object request, @Nullable Object other, String codes)
      throws Throwable {
    if (!headers.isOf(request)) {
      return null;
    }
    Headers all = new Headers(request, headers);
    String host = all.host();
    if (host == null && name.from(request) instanceof String named) {
      host = named;
    }
    return all.arrival(
        codes,
        host,
        Routes.of(method.from(request), path.from(request)),
        Ends.of(local.from(request), peer.from(request), port.from(request)),
        chain(request));
  }

  @Override
  public boolean answer(Object request, @Nullable Object other, int code, String challenge)
      throws Throwable {
    if (!status.isOf(other)) {
      return false;
    }
    status.from(other, code);
    if (!challenge.isEmpty()) {
      header.from(other, "WWW-Authenticate", challenge);
    }
    return true;
  }

  @Override
  public void left(Object request, Serving serving) throws Throwable {
    if (Boolean.TRUE.equals(async.from(request))) {
      Completion.listen(context.from(request), serving);
    } else {
      serving.end();
    }
  }

  private List<X509Certificate> chain(Object request) throws Throwable {
    if (!Boolean.TRUE.equals(secure.from(request))) {
      return List.of();
    }
    Object chain = attribute.from(request, "jakarta.".concat(CHAIN));
    if (chain == null) {
      chain = attribute.from(request, "javax.".concat(CHAIN));
    }
    return chain instanceof X509Certificate[] certificates ? List.of(certificates) : List.of();
  }
}
