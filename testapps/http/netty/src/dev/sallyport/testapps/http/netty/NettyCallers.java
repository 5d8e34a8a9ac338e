package dev.sallyport.testapps.http.netty;

import dev.sallyport.testapps.http.FirstUse;
import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.HttpCallers;
import io.netty.util.Version;
import java.io.IOException;
import java.util.List;

/** Netty's codecs of HTTP/1.1 and HTTP/2. */
public final class NettyCallers implements HttpCallers {

  /** Such as 4.1. */
  static String line() {
    String[] parts = Version.identify().get("netty-common").artifactVersion().split("\\.", 3);
    return parts[0] + "." + parts[1];
  }

  @Override
  public String library() {
    return "netty-" + line();
  }

  @Override
  public List<HttpCaller> all() throws IOException {
    return List.of(FirstUse.of(new PlainClient()), FirstUse.of(new MultiplexedClient()));
  }
}
