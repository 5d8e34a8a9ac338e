package dev.sallyport.testapps.guarded;

import static dev.sallyport.testapps.guarded.HttpLibrary.FORWARDER;
import static dev.sallyport.testapps.guarded.HttpLibrary.HOLDER;
import static dev.sallyport.testapps.guarded.HttpLibrary.READER;
import static dev.sallyport.testapps.guarded.HttpLibrary.WRITER;

import dev.sallyport.testapps.HttpPeer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What is tried with one client, in order: for each column, what is denied and its twin. */
final class HttpScript {
  private static final String GRANTED = "/granted/";

  /** Where a {@code POST} is granted, and nothing else. */
  private static final String CALLED = "/called/";

  private static final String SECRET = "/secret/";

  /** The gate that decides on methods and URLs. */
  private static final String HTTP = "http";

  private static final String NETWORK = "network";
  private static final String CREDENTIAL = "credential";
  private static final String PASSTHROUGH = "passthrough";

  /** More than any pool lets wait, so that one connection that is not given back is missed. */
  private static final int MANY = 12;

  private final HttpClientKind client;
  private final HttpPeers peers;
  private final HttpPeers secure;
  private final String prefix;
  private final String granted;
  private final List<HttpAttempt> attempts = new ArrayList<>();

  private HttpScript(HttpClientKind client, HttpPeers peers, HttpPeers secure, int number) {
    this.client = client;
    this.peers = peers;
    this.secure = secure;
    prefix = "c" + number + "n";
    granted = client.gets() ? GRANTED : CALLED;
  }

  /**
   * The attempts.
   *
   * @param secure those that are spoken to over TLS
   * @param number of the client in its server
   */
  static List<HttpAttempt> of(
      HttpClientKind client, HttpPeers peers, HttpPeers secure, int number) {
    HttpScript script = new HttpScript(client, peers, secure, number);
    for (HttpCell cell : HttpCell.values()) {
      if (client.can(cell)) {
        script.add(cell);
      }
    }
    return script.attempts;
  }

  private void add(HttpCell cell) {
    HttpPeer home = peers.home();
    HttpPeer away = peers.away();
    HttpPeer beyond = peers.beyond();
    switch (cell) {
      case ALLOWED -> attempts.add(to(cell, READER, home, granted));
      case METHOD -> {
        attempts.add(to(cell, READER, "POST", home, granted).deniedBy(HTTP));
        attempts.add(to(cell, WRITER, "POST", home, granted));
      }
      case PATH -> {
        attempts.add(to(cell, READER, home, SECRET).deniedBy(HTTP));
        attempts.add(to(cell, WRITER, home, SECRET));
        attempts.add(to(cell, READER, beyond, granted).deniedBy(NETWORK));
        attempts.add(to(cell, WRITER, beyond, granted));
      }
      case REDIRECT_OUT -> {
        attempts.add(redirected(cell, READER, home, SECRET).deniedBy(HTTP));
        attempts.add(redirected(cell, WRITER, home, SECRET));
        attempts.add(redirected(cell, READER, away, SECRET).deniedBy(HTTP));
        attempts.add(redirected(cell, WRITER, away, SECRET));
        attempts.add(redirected(cell, READER, beyond, granted).deniedBy(NETWORK));
        attempts.add(redirected(cell, WRITER, beyond, granted));
      }
      case REDIRECT_IN -> {
        attempts.add(redirected(cell, READER, home, granted));
        attempts.add(redirected(cell, READER, away, granted));
      }
      case ASYNC, POOLED -> {
        attempts.add(to(cell, WRITER, home, SECRET));
        attempts.add(to(cell, READER, home, SECRET).deniedBy(HTTP).often(MANY));
        attempts.add(to(cell, WRITER, home, SECRET));
      }
      case TLS -> {
        attempts.add(to(cell, READER, secure.home(), granted));
        attempts.add(to(cell, READER, secure.home(), SECRET).deniedBy(HTTP));
        attempts.add(to(cell, WRITER, secure.home(), SECRET));
        attempts.add(to(cell, READER, secure.beyond(), granted).deniedBy(NETWORK));
      }
      case WRONG_HOST -> wrongHost(cell, HttpLibrary.KEY);
      case WITHHELD -> withheld(cell);
      case PASSTHROUGH -> {
        String line = "Authorization: Bearer " + HttpLibrary.TOKEN;
        attempts.add(to(cell, WRITER, home, granted).with(line, "").deniedBy(PASSTHROUGH));
        attempts.add(to(cell, FORWARDER, home, granted).with(line, HttpLibrary.TOKEN));
        attempts.add(to(cell, FORWARDER, away, granted).with(line, "").deniedBy(PASSTHROUGH));
      }
    }
  }

  private void wrongHost(HttpCell cell, String key) {
    String basic =
        "Basic "
            + Base64.getEncoder().encodeToString(("user:" + key).getBytes(StandardCharsets.UTF_8));
    for (String line : List.of("Authorization: Bearer " + key, "Authorization: " + basic)) {
      attempts.add(to(cell, HOLDER, peers.home(), granted).with(line, line.substring(15)));
      attempts.add(to(cell, HOLDER, peers.away(), granted).with(line, "").deniedBy(CREDENTIAL));
      attempts.add(to(cell, WRITER, peers.home(), granted).with(line, "").deniedBy(CREDENTIAL));
    }
    if (client.redirects() && client.carries()) {
      attempts.add(
          redirected(cell, HOLDER, peers.away(), granted)
              .with("X-Key: " + key, "")
              .deniedBy(CREDENTIAL));
      attempts.add(redirected(cell, HOLDER, peers.home(), granted).with("X-Key: " + key, "" + key));
    }
  }

  private void withheld(HttpCell cell) {
    String line = "X-Key: $" + HttpLibrary.WITHHELD_VARIABLE;
    attempts.add(to(cell, HOLDER, peers.home(), granted).with(line, HttpLibrary.WITHHELD));
    attempts.add(to(cell, HOLDER, peers.away(), granted).with(line, "").deniedBy(CREDENTIAL));
    attempts.add(to(cell, WRITER, peers.home(), granted).with(line, "").deniedBy(CREDENTIAL));
  }

  private HttpAttempt to(HttpCell cell, String tool, HttpPeer peer, String below) {
    return to(cell, tool, client.method(), peer, below);
  }

  private HttpAttempt to(HttpCell cell, String tool, String method, HttpPeer peer, String below) {
    String marker = marker();
    String url = HttpPeers.url(peer, below + marker);
    return new HttpAttempt(cell, client.name(), tool, method, url, url, peer, marker);
  }

  /** By way of a page that all may see. */
  private HttpAttempt redirected(HttpCell cell, String tool, HttpPeer peer, String below) {
    String marker = marker();
    String there = HttpPeers.url(peer, below + marker);
    String way = granted + "way-" + attempts.size() + "-of-" + prefix;
    peers.home().redirect(way, there);
    String url = HttpPeers.url(peers.home(), way);
    return new HttpAttempt(cell, client.name(), tool, "GET", url, there, peer, marker);
  }

  /** Found nowhere but in one attempt. */
  private String marker() {
    return prefix + attempts.size() + "-marked";
  }
}
