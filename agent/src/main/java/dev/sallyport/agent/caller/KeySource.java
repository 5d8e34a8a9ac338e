package dev.sallyport.agent.caller;

import dev.sallyport.agent.http.Download;
import dev.sallyport.agent.http.Endpoint;
import dev.sallyport.policy.model.Callers;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;

/** Where the keys of an issuer are read, on a thread that may wait for them. */
interface KeySource {
  /** Bytes; certificates may come with each of the keys. */
  int MOST = 1 << 18;

  byte[] read() throws IOException;

  /** How often it is read. */
  Duration every();

  /** How long after one reading the next may be, where there is a need for it. */
  Duration atLeast();

  /** What it is, for who reads of trouble with it. */
  String name();

  static KeySource of(Callers.KeySet where) {
    return where instanceof Callers.KeySet.Url url
        ? new Url(url.url())
        : new File(((Callers.KeySet.File) where).path());
  }

  /** Behind a URL, which is not known to change until somebody has a key that is not known. */
  record Url(String name) implements KeySource {
    private static final int LIMIT_MILLIS = 10_000;

    @Override
    public byte[] read() throws IOException {
      Endpoint endpoint = new Endpoint(URI.create(name));
      return new Download(endpoint, MOST, LIMIT_MILLIS)
          .get("application/jwk-set+json, application/json");
    }

    @Override
    public Duration every() {
      return Duration.ofMinutes(15);
    }

    @Override
    public Duration atLeast() {
      return Duration.ofSeconds(10);
    }
  }

  /** In a file. It is read whole, since neither its size nor its time need change with it. */
  record File(String name) implements KeySource {
    @Override
    public byte[] read() throws IOException {
      try (InputStream in = new FileInputStream(name)) {
        byte[] content = in.readNBytes(MOST + 1);
        if (content.length > MOST) {
          throw new IOException("longer than " + MOST + " bytes");
        }
        return content;
      }
    }

    @Override
    public Duration every() {
      return Duration.ofSeconds(1);
    }

    @Override
    public Duration atLeast() {
      return every();
    }
  }
}
