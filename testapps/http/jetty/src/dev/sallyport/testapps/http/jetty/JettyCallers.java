package dev.sallyport.testapps.http.jetty;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.HttpCallers;
import java.util.List;
import org.eclipse.jetty.util.Jetty;

/** Jetty's client with both of its transports. */
public final class JettyCallers implements HttpCallers {

  /** Such as 9.4, and 11. */
  static String line() {
    String[] parts = Jetty.VERSION.split("\\.", 3);
    return parts[0].equals("11") ? parts[0] : parts[0] + "." + parts[1];
  }

  @Override
  public String library() {
    return "jetty-" + line();
  }

  @Override
  public List<HttpCaller> all() throws Exception {
    return List.of(
        new JettyClient(Dialect.http1(), /* isHttp2= */ false),
        new JettyClient(Dialect.http2(), /* isHttp2= */ true));
  }
}
