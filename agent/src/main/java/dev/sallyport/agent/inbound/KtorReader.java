package dev.sallyport.agent.inbound;

import dev.sallyport.agent.context.Arrival;
import dev.sallyport.agent.context.Serving;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ApplicationCall} of Ktor, whatever its engine. It does not tell who showed a certificate,
 * and can be answered only by what suspends.
 */
final class KtorReader implements InboundReader, Serving.Progress {
  private static final String APPLICATION = "io.ktor.server.application.Application";

  private final Getters request = new Getters("getRequest");
  private final Getters headers = new Getters("getHeaders");
  private final Getters values = new Getters("getAll", String.class);
  private final Getters point = new Getters("getLocal");
  private final Getters method = new Getters("getMethod");
  private final Getters uri = new Getters("getUri");
  private final Getters local = new Getters("getLocalAddress");
  private final Getters peer = new Getters("getRemoteAddress");
  private final Getters port = new Getters("getRemotePort");
  private final Getters response = new Getters("getResponse");
  private final Getters sent = new Getters("isSent");

  @Override
  public @Nullable Arrival read(Object call, @Nullable Object pipeline, String codes)
      throws Throwable {
    if (pipeline == null || !pipeline.getClass().getName().equals(APPLICATION)) {
      return null;
    }
    Object asked = request.from(call);
    Object found = headers.from(asked);
    if (found == null) {
      return null;
    }
    Headers all = new Headers(found, values);
    Object ends = point.from(asked);
    return all.arrival(
        codes,
        all.host(),
        Routes.of(method.from(ends), uri.from(ends)),
        Ends.of(local.from(ends), peer.from(ends), port.from(ends)),
        List.of(),
        new Serving(this));
  }

  @Override
  public boolean isOver(Object call) throws Throwable {
    return Boolean.TRUE.equals(sent.from(response.from(call)));
  }
}
