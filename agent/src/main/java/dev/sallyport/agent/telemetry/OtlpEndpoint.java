package dev.sallyport.agent.telemetry;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where one signal is posted to.
 *
 * @param url the whole of it
 * @param headers sent with each request; may hold secrets
 * @param gzip whether requests are compressed
 * @param timeout of one request
 */
record OtlpEndpoint(String url, Map<String, String> headers, boolean gzip, Duration timeout) {

  OtlpEndpoint {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** Without the headers. */
  @Override
  public String toString() {
    return url;
  }
}
