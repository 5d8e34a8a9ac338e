package dev.sallyport.testapps.vulnerable;

import dev.sallyport.testapps.serving.Options;
import dev.sallyport.testapps.serving.ServedTool;
import dev.sallyport.testapps.serving.Serving;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code vulnerable-server [--kind sync|async|stateless] [--http PORT] WORKSPACE}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Options options = Options.parse(arguments);
    if (options.operands().size() != 1) {
      System.err.println(
          "usage: vulnerable-server [--kind sync|async|stateless] [--http PORT] WORKSPACE");
      System.exit(2);
    }
    Path workspace = Path.of(options.operands().get(0)).toAbsolutePath();
    List<ServedTool> tools =
        Stream.of(
                new CarelessFiles(workspace).all(),
                List.of(new RacedOpens().tool()),
                new CarelessNetwork().all(),
                new CarelessProxies().all(),
                new CarelessPool().all(),
                List.of(new HandMadeHttp().tool(), new CarelessMcp().tool()),
                new CarelessProcesses(workspace).all())
            .flatMap(List::stream)
            .toList();
    new Serving("vulnerable-server", tools).run(options);
  }
}
