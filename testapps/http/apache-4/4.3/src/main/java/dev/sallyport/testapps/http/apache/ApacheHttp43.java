package dev.sallyport.testapps.http.apache;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.HttpCallers;
import java.util.List;

/** HttpClient 4.3 with HttpAsyncClient 4.0. */
public final class ApacheHttp43 implements HttpCallers {

  @Override
  public String library() {
    return "apache-4.3";
  }

  @Override
  public List<HttpCaller> all() {
    return List.of(
        new ClassicCaller("Apache HttpClient 4.3", true),
        new ClassicCaller("Apache HttpClient 4.3, minimal", false),
        new AsyncCaller("Apache HttpAsyncClient 4.0", /* isOldest= */ true));
  }
}
