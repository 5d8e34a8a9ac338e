package dev.sallyport.testapps.hostile;

import dev.sallyport.testapps.serving.ServedTool;
import dev.sallyport.testapps.serving.Texts;
import java.util.Map;

/** What a tool of this server does. */
interface Attack {
  /**
   * Tries it.
   *
   * @param target an argument of the call, or empty
   * @return what was reached
   */
  String run(String target) throws Throwable;

  /**
   * The tool that tries it; it fails as the attack does, by an exception that frameworks expect.
   */
  default ServedTool named(String name) {
    return ServedTool.named(name, "Attacks.")
        .accepts("target", "What to attack")
        .answeredBy(
            request -> {
              Map<String, Object> arguments = request.arguments();
              Object target = arguments == null ? null : arguments.get("target");
              try {
                return Texts.success(run(target == null ? "" : target.toString()));
              } catch (Throwable failure) {
                throw new IllegalStateException(failure.toString(), failure);
              }
            });
  }
}
