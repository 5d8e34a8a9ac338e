package dev.sallyport.testapps.http.vertx;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.HttpCallers;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Vert.x's client, and its web client on top. */
public final class VertxCallers implements HttpCallers {

  @Override
  public String library() {
    return name();
  }

  @Override
  public List<HttpCaller> all() {
    configure();
    return List.of(
        new CoreClient(HttpVersion.HTTP_1_1, /* upgrades= */ false),
        new CoreClient(HttpVersion.HTTP_2, /* upgrades= */ false),
        new CoreClient(HttpVersion.HTTP_2, /* upgrades= */ true),
        new OnWebClient());
  }

  /**
   * Its own resolver would listen for answers, on each loop from the first call on that is there,
   * and its copies of resources be deleted when the JVM ends. Netty looks at its machine when it is
   * used first, as a server does when it starts.
   */
  static void configure() {
    System.setProperty("vertx.disableDnsResolver", "true");
    System.setProperty("vertx.disableFileCPResolving", "true");
    NetUtil.isIpV4StackPreferred();
  }

  /** Such as vertx-4. */
  static String name() {
    return "vertx-" + line();
  }

  /** Such as 4. */
  static String line() {
    try (InputStream version =
        VertxCallers.class.getResourceAsStream("/META-INF/vertx/vertx-version.txt")) {
      return new String(version.readNBytes(1), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
