package dev.sallyport.testapps.http;

import dev.sallyport.testapps.serving.Options;
import dev.sallyport.testapps.serving.Serving;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * {@code http-server [--kind sync|async|stateless] [--http PORT] LIBRARY TOOL…}: the clients of one
 * library, and so many tools, all alike, so that a policy can grant each something else.
 */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.parse(arguments);
    List<String> operands = options.operands();
    if (operands.size() < 2) {
      System.err.println(
          "usage: http-server [--kind sync|async|stateless] [--http PORT] LIBRARY TOOL...");
      System.exit(2);
    }
    HttpTools tools = new HttpTools(callers(operands.get(0)), System.getenv());
    new Serving("http-server", tools.all(operands.subList(1, operands.size()))).run(options);
  }

  private static List<HttpCaller> callers(String library) throws Exception {
    List<HttpCaller> callers = new ArrayList<>();
    for (HttpCallers provider : ServiceLoader.load(HttpCallers.class)) {
      if (provider.library().equals(library)) {
        callers.addAll(provider.all());
      }
    }
    return callers;
  }
}
