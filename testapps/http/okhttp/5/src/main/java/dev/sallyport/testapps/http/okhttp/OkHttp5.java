package dev.sallyport.testapps.http.okhttp;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.HttpCallers;
import java.util.List;

/** OkHttp 5. */
public final class OkHttp5 implements HttpCallers {

  @Override
  public String library() {
    return "okhttp-5";
  }

  @Override
  public List<HttpCaller> all() {
    return OkHttpCaller.all("OkHttp 5");
  }
}
