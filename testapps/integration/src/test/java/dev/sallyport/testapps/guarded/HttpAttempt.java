package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.HttpPeer;
import java.util.Map;
import java.util.TreeMap;

/**
 * One request that a tool is told to send.
 *
 * @param url where the client is sent first
 * @param decided the URL of the last request, which holds the marker
 * @param target who receives that one, if any
 * @param marker what the last request holds, and nothing else
 * @param headers as the tool is told them, a line each
 * @param carried what the last request holds when it arrives; empty if that is not looked at
 * @param times how often, one after another
 * @param denied the gate or the operation that denies it; empty if the policy allows it
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
    String headers,
    String carried,
    int times,
    String denied) {

  /** A single one that is allowed, of no headers. */
  HttpAttempt(
      HttpCell cell,
      String client,
      String tool,
      String method,
      String url,
      String decided,
      HttpPeer target,
      String marker) {
    this(cell, client, tool, method, url, decided, target, marker, "", "", 1, "");
  }

  HttpAttempt with(String line, String arriving) {
    return new HttpAttempt(
        cell, client, tool, method, url, decided, target, marker, line, arriving, times, denied);
  }

  HttpAttempt deniedBy(String gate) {
    return new HttpAttempt(
        cell, client, tool, method, url, decided, target, marker, headers, carried, times, gate);
  }

  HttpAttempt often(int number) {
    return new HttpAttempt(
        cell, client, tool, method, url, decided, target, marker, headers, carried, number, denied);
  }

  boolean isGranted() {
    return denied.isEmpty();
  }

  boolean isAsync() {
    return cell == HttpCell.ASYNC;
  }

  /** What the tool is told. */
  Map<String, String> arguments() {
    Map<String, String> arguments = new TreeMap<>();
    arguments.put("client", client);
    arguments.put("method", method);
    arguments.put("url", url);
    arguments.put("headers", headers);
    arguments.put("async", Boolean.toString(isAsync()));
    arguments.put("times", Integer.toString(times));
    if (method.equals("POST")) {
      arguments.put("body", "body of " + marker);
    }
    return arguments;
  }

  /** Whether a record is of the last request, not of its connection or of what it carries. */
  boolean isRequest(AuditLine line) {
    return line.isDecision() && line.gate().equals("http") && line.target().equals(decided);
  }

  @Override
  public String toString() {
    return String.join(" ", tool, method, url, headers).replaceAll("127.0.0.1:\\d+", "");
  }
}
