package dev.sallyport.testapps.http;

import java.util.List;

/** The clients of one library: a service. */
public interface HttpCallers {

  /** The library with its line, as the server is told it, such as {@code okhttp-4}. */
  String library();

  List<HttpCaller> all() throws Exception;
}
