package dev.sallyport.testapps.guarded;

import static dev.sallyport.testapps.guarded.HttpLibrary.READER;
import static dev.sallyport.testapps.guarded.HttpLibrary.WRITER;

import dev.sallyport.testapps.HttpPeer;
import java.util.ArrayList;
import java.util.List;

/** What is tried with one client, in order: for each column, what is denied and its twin. */
final class HttpScript {
  private static final String GRANTED = "/granted/";
  private static final String SECRET = "/secret/";

  /** More than any pool lets wait, so that one connection that is not given back is missed. */
  private static final int MANY = 12;

  private final HttpClientKind client;
  private final HttpPeers peers;
  private final String prefix;
  private final List<HttpAttempt> attempts = new ArrayList<>();

  private HttpScript(HttpClientKind client, HttpPeers peers, int number) {
    this.client = client;
    this.peers = peers;
    prefix = "c" + number + "n";
  }

  /**
   * The attempts.
   *
   * @param number of the client in its server
   */
  static List<HttpAttempt> of(HttpClientKind client, HttpPeers peers, int number) {
    HttpScript script = new HttpScript(client, peers, number);
    for (HttpCell cell : HttpCell.values()) {
      if (client.can(cell)) {
        script.add(cell);
      }
    }
    return script.attempts;
  }

  private void add(HttpCell cell) {
    HttpPeer home = peers.home();
    switch (cell) {
      case ALLOWED -> direct(cell, READER, "GET", home, GRANTED, true);
      case METHOD -> {
        direct(cell, READER, "POST", home, GRANTED, false);
        direct(cell, WRITER, "POST", home, GRANTED, true);
      }
      case PATH -> {
        direct(cell, READER, "GET", home, SECRET, false);
        direct(cell, WRITER, "GET", home, SECRET, true);
        direct(cell, READER, "GET", peers.beyond(), GRANTED, false);
        direct(cell, WRITER, "GET", peers.beyond(), GRANTED, true);
      }
      case REDIRECT_OUT -> {
        redirected(cell, READER, home, SECRET, false);
        redirected(cell, WRITER, home, SECRET, true);
        redirected(cell, READER, peers.away(), SECRET, false);
        redirected(cell, WRITER, peers.away(), SECRET, true);
        redirected(cell, READER, peers.beyond(), GRANTED, false);
        redirected(cell, WRITER, peers.beyond(), GRANTED, true);
      }
      case REDIRECT_IN -> {
        redirected(cell, READER, home, GRANTED, true);
        redirected(cell, READER, peers.away(), GRANTED, true);
      }
      case ASYNC -> {
        attempt(cell, READER, "GET", home, GRANTED, 1, true);
        attempt(cell, READER, "GET", home, SECRET, MANY, false);
        attempt(cell, WRITER, "GET", home, SECRET, 1, true);
      }
      case POOLED -> {
        attempt(cell, WRITER, "GET", home, SECRET, 1, true);
        attempt(cell, READER, "GET", home, SECRET, MANY, false);
        attempt(cell, WRITER, "GET", home, SECRET, 1, true);
      }
    }
  }

  private void direct(
      HttpCell cell, String tool, String method, HttpPeer peer, String below, boolean granted) {
    attempt(cell, tool, method, peer, below, 1, granted);
  }

  private void attempt(
      HttpCell cell,
      String tool,
      String method,
      HttpPeer peer,
      String below,
      int times,
      boolean granted) {
    String marker = marker();
    String url = HttpPeers.url(peer, below + marker);
    attempts.add(
        new HttpAttempt(
            cell,
            client.name(),
            tool,
            method,
            url,
            url,
            peer,
            marker,
            cell == HttpCell.ASYNC,
            times,
            granted));
  }

  /** By way of a page that all may see. */
  private void redirected(
      HttpCell cell, String tool, HttpPeer peer, String below, boolean granted) {
    String marker = marker();
    String there = HttpPeers.url(peer, below + marker);
    String way = GRANTED + "way-" + attempts.size() + "-of-" + prefix;
    peers.home().redirect(way, there);
    attempts.add(
        new HttpAttempt(
            cell,
            client.name(),
            tool,
            "GET",
            HttpPeers.url(peers.home(), way),
            there,
            peer,
            marker,
            /* async= */ false,
            1,
            granted));
  }

  /** Found nowhere but in one attempt. */
  private String marker() {
    return prefix + attempts.size() + "-marked";
  }
}
