package dev.sallyport.testapps.http.retrofit;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.HttpCallers;
import java.util.List;

/** Retrofit over OkHttp. */
public final class RetrofitCallers implements HttpCallers {

  @Override
  public String library() {
    return "retrofit";
  }

  @Override
  public List<HttpCaller> all() {
    return List.of(new RetrofitCaller());
  }
}
