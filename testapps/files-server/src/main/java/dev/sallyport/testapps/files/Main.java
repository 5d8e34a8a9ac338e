package dev.sallyport.testapps.files;

import dev.sallyport.testapps.serving.Options;
import dev.sallyport.testapps.serving.Serving;
import java.nio.file.Path;

/** {@code files-server [--kind sync|async|stateless] [--http PORT] [--tls STORE] WORKSPACE}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Options options = Options.parse(arguments);
    if (options.operands().size() != 1) {
      System.err.println(
          "usage: files-server [--kind sync|async|stateless] [--http PORT] [--tls STORE] WORKSPACE");
      System.exit(2);
    }
    Path workspace = Path.of(options.operands().get(0)).toAbsolutePath();
    new Serving("files-server", new FileTools(workspace).all()).run(options);
  }
}
