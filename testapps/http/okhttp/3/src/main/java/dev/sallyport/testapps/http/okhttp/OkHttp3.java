package dev.sallyport.testapps.http.okhttp;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.HttpCallers;
import java.util.List;

/** OkHttp 3. */
public final class OkHttp3 implements HttpCallers {

  @Override
  public String library() {
    return "okhttp-3";
  }

  @Override
  public List<HttpCaller> all() {
    return OkHttpCaller.all("OkHttp 3");
  }
}
