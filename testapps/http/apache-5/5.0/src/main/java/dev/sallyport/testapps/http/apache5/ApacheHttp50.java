package dev.sallyport.testapps.http.apache5;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.HttpCallers;
import java.util.List;

/** HttpClient 5.0. */
public final class ApacheHttp50 implements HttpCallers {

  @Override
  public String library() {
    return "apache-5.0";
  }

  @Override
  public List<HttpCaller> all() {
    return List.of(
        new ClassicCaller("Apache HttpClient 5.0", true),
        new ClassicCaller("Apache HttpClient 5.0, minimal", false),
        new AsyncCaller("Apache HttpClient 5.0, async", false),
        new AsyncCaller("Apache HttpClient 5.0, async HTTP/2", true));
  }
}
