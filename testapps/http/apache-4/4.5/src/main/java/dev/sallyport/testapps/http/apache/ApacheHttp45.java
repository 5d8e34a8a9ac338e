package dev.sallyport.testapps.http.apache;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.HttpCallers;
import java.util.List;

/** HttpClient 4.5 with HttpAsyncClient 4.1. */
public final class ApacheHttp45 implements HttpCallers {

  @Override
  public String library() {
    return "apache-4.5";
  }

  @Override
  public List<HttpCaller> all() {
    return List.of(
        new ClassicCaller("Apache HttpClient 4.5", true),
        new ClassicCaller("Apache HttpClient 4.5, minimal", false),
        new AsyncCaller("Apache HttpAsyncClient 4.1", /* isOldest= */ false));
  }
}
