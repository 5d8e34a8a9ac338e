package dev.sallyport.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the {@link Compared} operations work on, half of it granted and half not.
 *
 * @param directory with the folders {@code granted} and {@code denied}
 * @param server a port that may be connected to
 * @param receiver a UDP port that may be sent to
 * @param peer an HTTP server, below {@code /granted/}
 * @param otherServer one that may not
 * @param otherReceiver one that may not
 * @param program that may be started, without arguments
 * @param otherProgram that may not
 */
record Sandbox(
    Path directory,
    InetSocketAddress server,
    InetSocketAddress receiver,
    int peer,
    InetSocketAddress otherServer,
    InetSocketAddress otherReceiver,
    String program,
    String otherProgram) {
  static final int FILES = 64;

  private static final String PROPERTY = "sallyport.benchmarks.sandbox.";
  private static final int KILO = 1024;

  /** Makes its files. */
  static Sandbox create(int server, int receiver, int peer, int otherServer, int otherReceiver)
      throws IOException {
    Sandbox sandbox =
        new Sandbox(
            Files.createTempDirectory("sallyport-comparison").toRealPath(),
            loopback(server),
            loopback(receiver),
            peer,
            loopback(otherServer),
            loopback(otherReceiver),
            Path.of("/bin/true").toRealPath().toString(),
            Path.of("/bin/false").toRealPath().toString());
    Files.createDirectory(sandbox.granted());
    Files.createDirectory(sandbox.secret().getParent());
    Files.writeString(sandbox.secret(), "a secret");
    Files.createSymbolicLink(sandbox.link(), sandbox.secret());
    for (int i = 0; i < FILES; i++) {
      Files.write(sandbox.file(i), new byte[KILO]);
    }
    return sandbox;
  }

  /** What a parent told by {@link #flags}. */
  static Sandbox told() {
    return new Sandbox(
        Path.of(System.getProperty(PROPERTY + "directory")),
        loopback(Integer.getInteger(PROPERTY + "server")),
        loopback(Integer.getInteger(PROPERTY + "receiver")),
        Integer.getInteger(PROPERTY + "peer"),
        loopback(Integer.getInteger(PROPERTY + "otherServer")),
        loopback(Integer.getInteger(PROPERTY + "otherReceiver")),
        System.getProperty(PROPERTY + "program"),
        System.getProperty(PROPERTY + "otherProgram"));
  }

  /** The arguments of a JVM that work in it. */
  List<String> flags() {
    String flag = "-D" + PROPERTY;
    return List.of(
        flag + "directory=" + directory,
        flag + "server=" + server.getPort(),
        flag + "receiver=" + receiver.getPort(),
        flag + "peer=" + peer,
        flag + "otherServer=" + otherServer.getPort(),
        flag + "otherReceiver=" + otherReceiver.getPort(),
        flag + "program=" + program,
        flag + "otherProgram=" + otherProgram);
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  Path granted() {
    return directory.resolve("granted");
  }

  Path file(int number) {
    return granted().resolve("file" + number);
  }

  /** A file that may not be read. */
  Path secret() {
    return directory.resolve("denied/secret");
  }

  /** Where files may be, but a symbolic link to the secret. */
  Path link() {
    return granted().resolve("link");
  }

  int get(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create("http://127.0.0.1:" + peer + path).toURL().openConnection();
    try (InputStream body = connection.getInputStream()) {
      body.transferTo(OutputStream.nullOutputStream());
    }
    return connection.getResponseCode();
  }
}
