package dev.sallyport.testapps.http.webclient;

import dev.sallyport.testapps.http.FirstUse;
import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.HttpCallers;
import java.io.IOException;
import java.util.List;

/** Spring's WebClient, with Reactor Netty below it. */
public final class WebClientCallers implements HttpCallers {

  @Override
  public String library() {
    return "webclient";
  }

  @Override
  public List<HttpCaller> all() throws IOException {
    return List.of(FirstUse.of(new WebClientCaller()));
  }
}
