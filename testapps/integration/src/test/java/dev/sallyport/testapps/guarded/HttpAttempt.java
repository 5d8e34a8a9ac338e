package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.HttpPeer;
import java.util.Map;
import java.util.TreeMap;

/**
 * One request that a tool is told to send.
 *
 * @param url where the client is sent first
 * @param decided the URL that is decided last, which holds the marker
 * @param target of those who could receive it
 * @param marker what the last request holds, and nothing else
 * @param times how often, one after another
 * @param granted whether the policy allows it
 */
record HttpAttempt(
    HttpCell cell,
    String client,
    String tool,
    String method,
    String url,
    String decided,
    HttpPeer target,
    String marker,
    boolean async,
    int times,
    boolean granted) {

  /** What the tool is told. */
  Map<String, String> arguments() {
    Map<String, String> arguments = new TreeMap<>();
    arguments.put("client", client);
    arguments.put("method", method);
    arguments.put("url", url);
    arguments.put("async", Boolean.toString(async));
    arguments.put("times", Integer.toString(times));
    if (method.equals("POST")) {
      arguments.put("body", "body of " + marker);
    }
    return arguments;
  }

  /** Whether a denial is of the request, and not already of the connection that it would need. */
  boolean isRequest(AuditLine line) {
    return line.gate().equals("http") && line.target().equals(decided);
  }

  @Override
  public String toString() {
    return tool + " " + method + (async ? " async " : " ") + url.replaceAll("127.0.0.1:\\d+", "");
  }
}
