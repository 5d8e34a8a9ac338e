package dev.sallyport.policy.reference;

import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Past;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.match.ArgumentPath;
import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A past as the agent keeps it: of each success, what the engine says that it meets. */
record Successes(Engine engine, List<Success> all) implements Past {
  @Override
  public boolean has(Entry<Requirement> requirement, Map<?, ?> arguments) {
    for (Success success : all) {
      if (engine.meets(of(success)).contains(requirement)
          && isRecent(requirement.value(), success)
          && isSame(requirement.value(), success, arguments)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean began(NameGlob tool) {
    return all.stream()
        .flatMap(success -> engine.precedes(of(success)).stream())
        .anyMatch(glob -> glob.toString().equals(tool.toString()));
  }

  private Principal.Primitive of(Success success) {
    return engine.of(new Request.ToolCall(success.tool(), success.arguments()));
  }

  private static boolean isRecent(Requirement requirement, Success success) {
    return requirement.within() == null || success.ago().compareTo(requirement.within()) <= 0;
  }

  private static boolean isSame(Requirement requirement, Success success, Map<?, ?> arguments) {
    for (ArgumentPath path : requirement.same()) {
      List<String> place = new ArrayList<>();
      for (ArgumentPath.Step step : path.steps()) {
        place.add(((ArgumentPath.Step.Member) step).name());
      }
      if (!success.hasSame(place, arguments)) {
        return false;
      }
    }
    return true;
  }
}
