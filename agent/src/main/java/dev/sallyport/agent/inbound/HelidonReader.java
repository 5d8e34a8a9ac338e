package dev.sallyport.agent.inbound;

import dev.sallyport.agent.context.Arrival;
import dev.sallyport.agent.context.Serving;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code RoutingRequest} of Helidon, which serves each on the thread that has it. */
final class HelidonReader implements InboundReader {
  private final Getters headers = new Getters("headers");
  private final Getters name = new Getters("name");
  private final Getters values = new Getters("allValues");
  private final Getters prologue = new Getters("prologue");
  private final Getters method = new Getters("method");
  private final Getters path = new Getters("uriPath");
  private final Getters raw = new Getters("rawPath");
  private final Getters authority = new Getters("authority");
  private final Getters local = new Getters("localPeer");
  private final Getters peer = new Getters("remotePeer");
  private final Getters address = new Getters("address");
  private final Getters certificates = new Getters("tlsCertificates");
  private final Getters status = new Getters("status", int.class);
  private final Getters header = new Getters("header", String.class, String[].class);
  private final Getters send = new Getters("send");

  /** All headers, each with its values. */
  private record Listed(Iterable<?> headers, Getters name, Getters values)
      implements Headers.Values {
    @Override
    public Object of(String wanted) throws Throwable {
      List<Object> found = new ArrayList<>(1);
      for (Object header : headers) {
        if (wanted.equalsIgnoreCase(String.valueOf(name.from(header)))
            && values.from(header) instanceof Iterable<?> all) {
          for (Object value : all) {
            found.add(value);
          }
        }
      }
      return found;
    }
  }

  @Override
  public @Nullable Arrival read(Object request, @Nullable Object other, String codes)
      throws Throwable {
    if (!(headers.from(request) instanceof Iterable<?> found)) {
      return null;
    }
    Headers all = new Headers(new Listed(found, name, values));
    String host = all.host();
    if (host == null && authority.from(request) instanceof String named) {
      host = named;
    }
    Object asked = prologue.from(request);
    Object from = peer.from(request);
    return all.arrival(
        codes,
        host,
        Routes.of(method.from(asked), raw.from(path.from(asked))),
        Ends.of(address.from(local.from(request)), address.from(from)),
        chain(certificates.from(from)));
  }

  @Override
  public void left(Object request, Serving serving) {
    serving.end();
  }

  @Override
  public boolean answer(Object request, @Nullable Object other, int code, String challenge)
      throws Throwable {
    if (other == null) {
      return false;
    }
    status.from(other, code);
    if (!challenge.isEmpty()) {
      header.from(other, "WWW-Authenticate", new String[] {challenge});
    }
    send.from(other);
    return true;
  }

  private static List<X509Certificate> chain(@Nullable Object shown) {
    List<X509Certificate> chain = new ArrayList<>();
    if (shown instanceof Optional<?> any && any.orElse(null) instanceof Certificate[] several) {
      for (Certificate certificate : several) {
        chain.add((X509Certificate) certificate);
      }
    }
    return chain;
  }
}
