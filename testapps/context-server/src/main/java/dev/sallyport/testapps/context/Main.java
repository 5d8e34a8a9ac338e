package dev.sallyport.testapps.context;

import dev.sallyport.testapps.serving.Options;
import dev.sallyport.testapps.serving.Serving;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/**
 * {@code context-server [--kind sync|async] [--http PORT] WORKSPACE LIBRARY}: the constructs of one
 * library.
 */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Options options = Options.parse(arguments);
    if (options.operands().size() != 2) {
      System.err.println(
          "usage: context-server [--kind sync|async] [--http PORT] WORKSPACE LIBRARY");
      System.exit(2);
    }
    Path workspace = Path.of(options.operands().get(0)).toAbsolutePath();
    String library = options.operands().get(1);
    Strangers strangers = new Strangers();
    int feature = Runtime.version().feature();
    List<Construct> constructs =
        ServiceLoader.load(Constructs.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.library().equals(library))
            .flatMap(provider -> provider.all(strangers).stream())
            .filter(construct -> construct.isIn(feature))
            .toList();
    ContextTools tools = new ContextTools(workspace, strangers, constructs);
    new Serving("context-server", tools.all()).run(options);
  }
}
