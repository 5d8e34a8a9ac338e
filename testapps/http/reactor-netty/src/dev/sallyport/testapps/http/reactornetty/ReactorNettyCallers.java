package dev.sallyport.testapps.http.reactornetty;

import dev.sallyport.testapps.http.FirstUse;
import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.HttpCallers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import reactor.netty.http.HttpProtocol;

/** Reactor Netty's client, with HTTP/1.1 and with HTTP/2 by prior knowledge. */
public final class ReactorNettyCallers implements HttpCallers {

  /** {@code 1.0} for the oldest, {@code 1} for the newest: which one this is, the build says. */
  static String line() {
    try (InputStream in = ReactorNettyCallers.class.getResourceAsStream("/reactor-netty-line")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String library() {
    return "reactor-netty-" + line();
  }

  @Override
  public List<HttpCaller> all() throws IOException {
    return List.of(
        FirstUse.of(new ReactorNettyCaller("Reactor Netty " + line(), HttpProtocol.HTTP11)),
        FirstUse.of(
            new ReactorNettyCaller("Reactor Netty " + line() + ", HTTP/2", HttpProtocol.H2C)));
  }
}
