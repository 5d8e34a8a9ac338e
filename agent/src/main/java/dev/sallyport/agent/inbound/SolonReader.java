package dev.sallyport.agent.inbound;

import dev.sallyport.agent.context.Arrival;
import dev.sallyport.agent.context.Serving;
import org.jspecify.annotations.Nullable;

/** {@code Context} of Solon, with a request and a response of its own server. */
final class SolonReader implements InboundReader {
  private final Getters request = new Getters("request");
  private final Getters headers = new Getters("getHeaders", String.class);
  private final Getters method = new Getters("getMethod");
  private final Getters path = new Getters("getRequestURI");
  private final Getters local = new Getters("getLocalAddress");
  private final Getters peer = new Getters("getRemoteAddress");
  private final Getters engine = new Getters("getSslEngine");
  private final Getters session = new Getters("getSession");
  private final Getters async = new Getters("asyncStarted");
  private final Getters response = new Getters("response");
  private final Getters status = new Getters("setHttpStatus", int.class, String.class);
  private final Getters header = new Getters("setHeader", String.class, String.class);

  @Override
  public @Nullable Arrival read(Object context, @Nullable Object other, String codes)
      throws Throwable {
    Object asked = request.from(context);
    if (!headers.isOf(asked)) {
      return null;
    }
    Headers all = new Headers(asked, headers);
    return all.arrival(
        codes,
        all.host(),
        Routes.of(method.from(asked), path.from(asked)),
        Ends.of(local.from(asked), peer.from(asked)),
        TlsSessions.chain(session.from(engine.from(asked))));
  }

  /** One that goes on was handed over. */
  @Override
  public void left(Object context, Serving serving) throws Throwable {
    if (!Boolean.TRUE.equals(async.from(context))) {
      serving.end();
    }
  }

  @Override
  public boolean answer(Object context, @Nullable Object other, int code, String challenge)
      throws Throwable {
    Object answer = response.from(context);
    if (!status.isOf(answer)) {
      return false;
    }
    status.from(answer, code, "Refused");
    if (!challenge.isEmpty()) {
      header.from(answer, "WWW-Authenticate", challenge);
    }
    return true;
  }
}
