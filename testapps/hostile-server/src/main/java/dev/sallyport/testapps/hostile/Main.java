package dev.sallyport.testapps.hostile;

import dev.sallyport.testapps.serving.Options;
import dev.sallyport.testapps.serving.ServedTool;
import dev.sallyport.testapps.serving.Serving;
import java.util.List;
import java.util.stream.Stream;

/** {@code hostile-server [--kind sync|async|stateless] [--http PORT] WORKSPACE}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Options options = Options.parse(arguments);
    List<ServedTool> tools =
        Stream.of(AgainstTheJvm.tools(), AgainstTheAgent.tools()).flatMap(List::stream).toList();
    new Serving("hostile-server", tools).run(options);
  }
}
