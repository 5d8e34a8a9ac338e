package dev.sallyport.testapps.attack;

import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;

/**
 * What one attack is aimed at. No two attacks share any of it.
 *
 * @param path the file or directory that the attack is after; its parent belongs to the attack
 * @param other a path beside it where nothing is
 * @param open a directory beside it, with the links {@code link} to {@link #path} and {@code up} to
 *     its parent
 * @param port where a service listens, or where nothing does, on 127.0.0.1
 * @param name of an environment variable
 * @param held keeps open what a test looks for after the call
 */
record Ground(Path path, Path other, Path open, int port, String name, List<Object> held) {
  File file() {
    return path.toFile();
  }

  /** The path as text. */
  String text() {
    return path.toString();
  }

  Path directory() {
    return path.getParent();
  }

  Path fileName() {
    return path.getFileName();
  }

  /** The command that leaves {@link #path} behind, for {@code sh -c}. */
  String command() {
    return "echo done > " + path;
  }

  /** 127.0.0.1, made without a look-up. */
  InetAddress loopback() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an address", e);
    }
  }

  /** The service on 127.0.0.1. */
  InetSocketAddress address() {
    return new InetSocketAddress(loopback(), port);
  }

  /** The root of the service, in this scheme. */
  URI service(String scheme) {
    return URI.create(scheme + "://127.0.0.1:" + port + "/");
  }

  /** Keeps something open. */
  <T> T hold(T thing) {
    held.add(thing);
    return thing;
  }
}
