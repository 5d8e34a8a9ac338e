package dev.sallyport.agent.gate;

import dev.sallyport.agent.pin.Definitions;
import dev.sallyport.agent.record.Faults;
import dev.sallyport.agent.schema.InputSchemas;
import dev.sallyport.policy.decide.Request;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds calls to the schemas that the server last showed of their tools. */
final class ShownSchemas {
  private final Definitions definitions;
  private final Faults faults;

  /** Null until a policy asks for it, as it brings a library with it. */
  private volatile @Nullable InputSchemas schemas;

  ShownSchemas(Definitions definitions, Faults faults) {
    this.definitions = definitions;
    this.faults = faults;
  }

  /** Not where the tool was never listed, its arguments can't be told, or its schema is none. */
  boolean fit(Request.ToolCall call) {
    String definition = definitions.shown(call.of());
    Map<?, ?> arguments = call.arguments();
    if (definition == null || arguments == null) {
      return false;
    }
    try {
      return schemas().fit(definition, arguments);
    } catch (RuntimeException | StackOverflowError e) {
      // What it says may hold the arguments.
      faults.report("input-schema", e.getClass().getName());
      return false;
    }
  }

  private InputSchemas schemas() {
    InputSchemas known = schemas;
    if (known == null) {
      known = new InputSchemas();
      schemas = known;
    }
    return known;
  }
}
