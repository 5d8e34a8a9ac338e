package dev.sallyport.agent.export;

import dev.sallyport.agent.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object of OCSF while it is put together: what would say nothing is left out. */
final class OcsfEvent {
  private final Map<String, Object> attributes = new LinkedHashMap<>();

  OcsfEvent put(String name, String text) {
    if (!text.isEmpty()) {
      attributes.put(name, text);
    }
    return this;
  }

  OcsfEvent put(String name, long number) {
    attributes.put(name, number);
    return this;
  }

  /** A time of a record, in milliseconds since the epoch. */
  OcsfEvent putTime(String name, String time) {
    return time.isEmpty() ? this : put(name, OcsfFormat.millis(time));
  }

  OcsfEvent put(String name, boolean flag) {
    attributes.put(name, flag);
    return this;
  }

  OcsfEvent put(String name, OcsfEvent object) {
    return put(name, object.attributes);
  }

  OcsfEvent put(String name, Map<String, Object> object) {
    if (!object.isEmpty()) {
      attributes.put(name, object);
    }
    return this;
  }

  OcsfEvent put(String name, List<String> texts) {
    if (!texts.isEmpty()) {
      attributes.put(name, texts);
    }
    return this;
  }

  /** A list of one object. */
  OcsfEvent putOne(String name, OcsfEvent object) {
    if (!object.attributes.isEmpty()) {
      attributes.put(name, List.of(object.attributes));
    }
    return this;
  }

  /** A list of objects that have a name and nothing else. */
  OcsfEvent putNamed(String name, List<String> names) {
    if (!names.isEmpty()) {
      attributes.put(name, names.stream().map(each -> Map.of("name", each)).toList());
    }
    return this;
  }

  String json() {
    return Json.text(attributes);
  }
}
