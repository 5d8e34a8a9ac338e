package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.Http2Peer;
import dev.sallyport.testapps.HttpPeer;
import dev.sallyport.testapps.PlainPeer;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whom clients of one version of HTTP are sent to.
 *
 * @param home where most is granted
 * @param away where something else is granted
 * @param beyond where nothing is
 */
record HttpPeers(HttpPeer home, HttpPeer away, HttpPeer beyond) implements AutoCloseable {
  static HttpPeers plain() {
    return new HttpPeers(PlainPeer.open(), PlainPeer.open(), PlainPeer.open());
  }

  static HttpPeers secure() {
    return new HttpPeers(PlainPeer.securely(), PlainPeer.securely(), PlainPeer.securely());
  }

  static HttpPeers http2() {
    return new HttpPeers(Http2Peer.open(), Http2Peer.open(), Http2Peer.open());
  }

  static HttpPeers secureHttp2() {
    return new HttpPeers(Http2Peer.securely(), Http2Peer.securely(), Http2Peer.securely());
  }

  static String url(HttpPeer peer, String path) {
    return peer.origin() + path;
  }

  Stream<HttpPeer> all() {
    return Stream.of(home, away, beyond);
  }

  /** Waits until whatever was sent has been received: the server that sent it is to be gone. */
  void awaitEnds() {
    all().forEach(HttpPeer::awaitEnds);
  }

  /** All that any of them received. */
  String received() {
    return String.join("\n", all().map(HttpPeer::received).toList());
  }

  @Override
  public void close() {
    List.of(home, away, beyond).forEach(HttpPeer::close);
  }
}
