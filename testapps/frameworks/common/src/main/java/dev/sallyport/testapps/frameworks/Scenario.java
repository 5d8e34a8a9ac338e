package dev.sallyport.testapps.frameworks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What every server offers, by the names that it has to use, and what its handlers do. Each tool
 * has one argument, a required string; the prompts have none.
 *
 * <p>Whatever runs is told on stderr as {@code ran: NAME}, so that a test can see whether a handler
 * ran, whatever the client is answered.
 */
public final class Scenario {
  /** A tool; its argument is {@code text}. */
  public static final String ECHO = "echo";

  /** A tool; its argument is {@code text}. */
  public static final String SHOUT = "shout";

  /** A tool; its argument is {@code path}. */
  public static final String READ_FILE = "read_file";

  /** A tool; its argument is {@code url}. */
  public static final String FETCH_URL = "fetch_url";

  /** A resource of plain text. */
  public static final String LISTED_NOTE = "note://listed";

  /** A resource of plain text. */
  public static final String UNLISTED_NOTE = "note://unlisted";

  /** A prompt of one message of the user. */
  public static final String LISTED_PROMPT = "listed";

  /** A prompt of one message of the user. */
  public static final String UNLISTED_PROMPT = "unlisted";

  private Scenario() {}

  /** Answers {@link #ECHO}. */
  public static String echo(String text) {
    ran(ECHO);
    return text;
  }

  /** Answers {@link #SHOUT}. */
  public static String shout(String text) {
    ran(SHOUT);
    return text.toUpperCase(Locale.ROOT);
  }

  /** Answers {@link #READ_FILE}. */
  public static String readFile(String path) {
    ran(READ_FILE);
    try {
      return Files.readString(Path.of(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers {@link #FETCH_URL}. */
  public static String fetchUrl(String url) {
    ran(FETCH_URL);
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    try {
      return client
          .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
          .body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a resource. */
  public static String note(String uri) {
    ran(uri);
    return "text of " + uri;
  }

  /** The text of a prompt's message. */
  public static String prompt(String name) {
    ran(name);
    return "text of " + name;
  }

  private static void ran(String name) {
    System.err.println("ran: " + name);
  }
}
