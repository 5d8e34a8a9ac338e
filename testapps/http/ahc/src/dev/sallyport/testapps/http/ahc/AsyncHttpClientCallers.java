package dev.sallyport.testapps.http.ahc;

import dev.sallyport.testapps.http.FirstUse;
import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.HttpCallers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** AsyncHttpClient of two lines. */
public final class AsyncHttpClientCallers implements HttpCallers {

  /** {@code 2} or {@code 3}: which one this is, the build says. */
  private static String line() {
    try (InputStream in = AsyncHttpClientCallers.class.getResourceAsStream("/ahc-line")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String library() {
    return "ahc-" + line();
  }

  @Override
  public List<HttpCaller> all() throws IOException {
    return List.of(FirstUse.of(new AsyncHttpClientCaller("AsyncHttpClient " + line())));
  }
}
