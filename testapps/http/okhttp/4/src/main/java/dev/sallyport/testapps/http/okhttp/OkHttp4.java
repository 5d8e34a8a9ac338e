package dev.sallyport.testapps.http.okhttp;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.HttpCallers;
import java.util.List;

/** OkHttp 4. */
public final class OkHttp4 implements HttpCallers {

  @Override
  public String library() {
    return "okhttp-4";
  }

  @Override
  public List<HttpCaller> all() {
    return OkHttpCaller.all("OkHttp 4");
  }
}
