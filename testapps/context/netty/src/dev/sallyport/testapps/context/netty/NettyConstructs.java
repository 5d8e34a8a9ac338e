package dev.sallyport.testapps.context.netty;

import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Constructs;
import dev.sallyport.testapps.context.Strangers;
import io.netty.util.Version;
import java.util.List;
import java.util.stream.Stream;

/** What Netty offers, in the line that is on the class path. */
public final class NettyConstructs implements Constructs {
  @Override
  public String library() {
    String version = Version.identify().get("netty-common").artifactVersion();
    return "Netty " + version.substring(0, version.indexOf('.', version.indexOf('.') + 1));
  }

  @Override
  public List<Construct> all(Strangers strangers) {
    return Stream.of(Executors.all(), Timeouts.all(), Promises.all(strangers), Connections.all())
        .flatMap(List::stream)
        .toList();
  }
}
