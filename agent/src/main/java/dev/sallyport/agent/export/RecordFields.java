package dev.sallyport.agent.export;

import dev.sallyport.agent.audit.Fields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields of one record while they find their places in another format: what was not taken is
 * left, and nothing is lost that a format has no place for, nor what a later version says.
 */
final class RecordFields {
  private final Fields fields;
  private final Set<String> taken = new HashSet<>();

  RecordFields(Fields fields) {
    this.fields = fields;
  }

  /** The text there, which is then not left; empty where there is none. */
  String take(String path) {
    taken.add(path);
    return fields.text(path);
  }

  /** The texts of the list there, which are then not left. */
  List<String> takeList(String path) {
    List<String> items = fields.list(path);
    for (int i = 0; i < items.size(); i++) {
      taken.add(path + "[" + i + "]");
    }
    return items;
  }

  /** The whole number there, which is then not left; 0 where there is none. */
  long takeNumber(String path) {
    taken.add(path);
    return fields.number(path);
  }

  /** The text there, which stays. */
  String look(String path) {
    return fields.text(path);
  }

  /** What was not taken, as the line has it: texts, lists of texts, and objects of both. */
  Map<String, Object> left() {
    Map<String, Object> left = new LinkedHashMap<>();
    fields
        .values()
        .forEach(
            (path, value) -> {
              if (!taken.contains(path)) {
                put(path, value, left);
              }
            });
    return left;
  }

  /** Objects are one deep; what comes after the first dot is a name, whatever is in it. */
  private static void put(String path, String value, Map<String, Object> to) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      putItem(path, value, to);
      return;
    }
    Map<String, Object> inner = new LinkedHashMap<>();
    if (to.putIfAbsent(path.substring(0, dot), inner) instanceof Map<?, ?> before) {
      before.forEach((name, known) -> inner.put(String.valueOf(name), known));
    }
    putItem(path.substring(dot + 1), value, inner);
    to.put(path.substring(0, dot), inner);
  }

  private static void putItem(String name, String value, Map<String, Object> to) {
    int bracket = name.endsWith("]") ? name.lastIndexOf('[') : -1;
    if (bracket <= 0) {
      to.put(name, value);
      return;
    }
    String list = name.substring(0, bracket);
    List<Object> items = new ArrayList<>();
    if (to.get(list) instanceof List<?> before) {
      items.addAll(before);
    }
    items.add(value);
    to.put(list, items);
  }
}
