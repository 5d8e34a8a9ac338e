package dev.sallyport.testapps.context.reactor;

import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Constructs;
import dev.sallyport.testapps.context.Strangers;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;

/** What Reactor offers, in the line that is on the class path. */
public final class ReactorConstructs implements Constructs {
  static {
    // Where both the line and the JDK can; read by Reactor once.
    System.setProperty("reactor.schedulers.defaultBoundedElasticOnVirtualThreads", "true");
  }

  @Override
  public String library() {
    String version = Flux.class.getPackage().getImplementationVersion();
    return "Reactor " + version.substring(0, version.lastIndexOf('.'));
  }

  @Override
  public List<Construct> all(Strangers strangers) {
    return Stream.of(
            Sources.all(strangers),
            Inners.all(strangers),
            Again.all(strangers),
            Shared.all(strangers),
            OnSchedulers.all(),
            Requests.all(strangers))
        .flatMap(List::stream)
        .toList();
  }
}
