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
    return Stream.of(Threads.all(), Pools.all(), Stages.all(strangers))
        .flatMap(List::stream)
        .toList();
  }
}
