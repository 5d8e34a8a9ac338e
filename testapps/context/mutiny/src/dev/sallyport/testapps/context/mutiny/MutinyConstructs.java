package dev.sallyport.testapps.context.mutiny;

import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Constructs;
import dev.sallyport.testapps.context.Strangers;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.stream.Stream;

/** What Mutiny offers, in the line that is on the class path. */
public final class MutinyConstructs implements Constructs {
  @Override
  public String library() {
    String version = Uni.class.getPackage().getImplementationVersion();
    return "Mutiny " + version.substring(0, version.lastIndexOf('.'));
  }

  @Override
  public List<Construct> all(Strangers strangers) {
    return Stream.of(
            Unis.all(strangers),
            Multis.all(strangers),
            Shared.all(strangers),
            OnExecutors.all(),
            Requests.all(strangers))
        .flatMap(List::stream)
        .toList();
  }
}
