package dev.sallyport.testapps.context.jdk;

import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Constructs;
import dev.sallyport.testapps.context.Strangers;
import java.util.List;
import java.util.stream.Stream;

/** What the JDK itself offers. */
public final class JdkConstructs implements Constructs {
  @Override
  public String library() {
    return "JDK";
  }

  @Override
  public List<Construct> all(Strangers strangers) {
    return Stream.of(
            Threads.all(strangers),
            NewerThreads.all(),
            Pools.all(),
            Schedules.all(),
            ForkJoins.all(),
            Stages.all(strangers),
            Publishers.all(strangers),
            Requests.all(),
            Channels.all(strangers),
            Remains.all(),
            HomeMade.all(strangers))
        .flatMap(List::stream)
        .toList();
  }
}
