package dev.sallyport.testapps.http.apache5;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.HttpCallers;
import java.util.List;

/** HttpClient 5.6. */
public final class ApacheHttp56 implements HttpCallers {

  @Override
  public String library() {
    return "apache-5";
  }

  @Override
  public List<HttpCaller> all() {
    return List.of(
        new ClassicCaller("Apache HttpClient 5.6", true),
        new ClassicCaller("Apache HttpClient 5.6, minimal", false),
        new AsyncCaller("Apache HttpClient 5.6, async", false),
        new AsyncCaller("Apache HttpClient 5.6, async HTTP/2", true));
  }
}
