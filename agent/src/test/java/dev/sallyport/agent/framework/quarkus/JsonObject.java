package dev.sallyport.agent.framework.quarkus;

import dev.sallyport.agent.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Has what the adapter calls of the class of that name in Vert.x. */
public final class JsonObject {
  private final Map<String, Object> members;

  public JsonObject(Map<String, Object> members) {
    this.members = members;
  }

  public JsonObject(String text) {
    this(new LinkedHashMap<>(Json.members(text)));
  }

  public Map<String, Object> getMap() {
    return members;
  }

  public String encode() {
    return Json.text(members);
  }
}
