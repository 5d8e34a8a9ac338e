package dev.sallyport.testapps.http.quarkus;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.HttpCallers;
import io.netty.util.NetUtil;
import java.util.List;

/** What Quarkus' REST clients are implemented by. */
public final class QuarkusCallers implements HttpCallers {

  @Override
  public String library() {
    return "quarkus-rest";
  }

  /**
   * Vert.x's own resolver would listen for answers, from the first call on, and its copies of
   * resources be deleted when the JVM ends. Netty looks at its machine when it is used first, as a
   * server does when it starts.
   */
  @Override
  public List<HttpCaller> all() {
    System.setProperty("vertx.disableDnsResolver", "true");
    System.setProperty("vertx.disableFileCPResolving", "true");
    NetUtil.isIpV4StackPreferred();
    return List.of(new RestClient());
  }
}
