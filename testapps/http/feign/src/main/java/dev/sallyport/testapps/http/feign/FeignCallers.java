package dev.sallyport.testapps.http.feign;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.HttpCallers;
import java.util.List;

/** Feign with its default client, which is the JDK's. */
public final class FeignCallers implements HttpCallers {

  @Override
  public String library() {
    return "feign";
  }

  @Override
  public List<HttpCaller> all() {
    return List.of(new FeignCaller());
  }
}
