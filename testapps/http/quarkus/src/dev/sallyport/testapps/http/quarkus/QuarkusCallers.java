package dev.sallyport.testapps.http.quarkus;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.HttpCallers;
import java.util.List;

/** What Quarkus' REST clients are implemented by. */
public final class QuarkusCallers implements HttpCallers {

  @Override
  public String library() {
    return "quarkus-rest";
  }

  /** Vert.x's own resolver would listen for answers, from the first call on. */
  @Override
  public List<HttpCaller> all() {
    System.setProperty("vertx.disableDnsResolver", "true");
    return List.of(new RestClient());
  }
}
