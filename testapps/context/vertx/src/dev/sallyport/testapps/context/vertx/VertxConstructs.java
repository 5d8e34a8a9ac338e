package dev.sallyport.testapps.context.vertx;

import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Constructs;
import dev.sallyport.testapps.context.Strangers;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What Vert.x offers, in the line that is on the class path. */
public final class VertxConstructs implements Constructs {
  @Override
  public String library() {
    try (InputStream version =
        Vertx.class.getResourceAsStream("/META-INF/vertx/vertx-version.txt")) {
      String text = new String(version.readAllBytes(), StandardCharsets.UTF_8);
      return "Vert.x " + text.substring(0, text.indexOf('.'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Construct> all(Strangers strangers) {
    Vertx vertx = Vertx.vertx();
    return Stream.of(Contexts.all(vertx), Futures.all(vertx, strangers), Messages.all(vertx))
        .flatMap(List::stream)
        .toList();
  }
}
