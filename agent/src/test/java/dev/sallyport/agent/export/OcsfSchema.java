package dev.sallyport.agent.export;

import dev.sallyport.agent.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The compiled schema of OCSF, and whether an event fits it: its class, known attributes only,
 * those that are required, those of the profiles that it names, types, constants and constraints.
 */
final class OcsfSchema {
  private static final Set<String> ANY = Set.of("json_t", "object");

  private final Map<?, ?> classes;
  private final Map<?, ?> objects;
  private final Map<?, ?> types;

  OcsfSchema(String text) {
    Map<?, ?> schema = Json.members(text);
    classes = (Map<?, ?>) schema.get("classes");
    objects = (Map<?, ?>) schema.get("objects");
    types = (Map<?, ?>) at(schema, "dictionary", "types", "attributes");
  }

  /** What does not fit; empty where all does. */
  List<String> problems(Map<String, Object> event) {
    List<String> problems = new ArrayList<>();
    for (Object each : classes.values()) {
      Map<?, ?> type = (Map<?, ?>) each;
      if (event.get("class_uid").equals(type.get("uid"))) {
        Object profiles = at(event, "metadata", "profiles");
        List<?> named = profiles instanceof List<?> list ? list : List.of();
        for (Object profile : named) {
          if (!((List<?>) type.get("profiles")).contains(profile)) {
            problems.add("no profile of the class: " + profile);
          }
        }
        check("", event, type, named, problems);
        return problems;
      }
    }
    return List.of("no such class");
  }

  private void check(
      String path, Map<?, ?> value, Map<?, ?> type, List<?> profiles, List<String> problems) {
    Map<?, ?> attributes = (Map<?, ?>) type.get("attributes");
    for (Map.Entry<?, ?> attribute : attributes.entrySet()) {
      Map<?, ?> is = (Map<?, ?>) attribute.getValue();
      if ("required".equals(is.get("requirement"))
          && applies(is, profiles)
          && !value.containsKey(attribute.getKey())) {
        problems.add(path + attribute.getKey() + " is required");
      }
    }
    for (Map.Entry<?, ?> member : value.entrySet()) {
      Map<?, ?> is = (Map<?, ?>) attributes.get(member.getKey());
      String at = path + member.getKey();
      if (is == null) {
        problems.add(at + " is unknown");
      } else if (!applies(is, profiles)) {
        problems.add(at + " is of a profile that is not named: " + is.get("profiles"));
      } else {
        checkItems(at, member.getValue(), is, profiles, problems);
        checkCaption(at, value, is, attributes, problems);
      }
    }
    if (type.get("constraints") instanceof Map<?, ?> constraints) {
      checkConstraint(path, value, constraints, problems);
    }
  }

  private static boolean applies(Map<?, ?> attribute, List<?> profiles) {
    return !(attribute.get("profiles") instanceof List<?> of)
        || of.stream().anyMatch(profiles::contains);
  }

  private void checkItems(
      String path, Object value, Map<?, ?> is, List<?> profiles, List<String> problems) {
    boolean array = Boolean.TRUE.equals(is.get("is_array"));
    if (array != value instanceof List<?>) {
      problems.add(path + (array ? " is no list" : " is a list"));
      return;
    }
    for (Object item : value instanceof List<?> items ? items : List.of(value)) {
      checkOne(path, item, is, profiles, problems);
    }
  }

  private void checkOne(
      String path, Object value, Map<?, ?> is, List<?> profiles, List<String> problems) {
    String type = (String) is.get("type");
    Object object = is.get("object_type");
    if ("object_t".equals(type)) {
      if (!(value instanceof Map<?, ?> members)) {
        problems.add(path + " is no object");
      } else if (!ANY.contains(object)) {
        check(path + ".", members, (Map<?, ?>) objects.get(object), profiles, problems);
      }
      return;
    }
    if (!fits(value, type)) {
      problems.add(path + " is no " + type + ": " + value);
    }
    if (is.get("enum") instanceof Map<?, ?> constants && !constants.containsKey(value.toString())) {
      problems.add(path + " is not one of " + constants.keySet() + ": " + value);
    }
  }

  private boolean fits(Object value, String name) {
    Map<?, ?> type = (Map<?, ?>) types.get(name);
    String base = type.get("type") instanceof String of ? of : name;
    boolean right =
        switch (base) {
          case "string_t" -> value instanceof String;
          case "integer_t", "long_t", "timestamp_t" ->
              value instanceof BigDecimal number && number.scale() <= 0;
          case "boolean_t" -> value instanceof Boolean;
          default -> ANY.contains(base);
        };
    return right
        && (!(type.get("regex") instanceof String regex)
            || Pattern.compile(regex).matcher(value.toString()).find())
        && (!(type.get("range") instanceof List<?> range)
            || (((BigDecimal) value).compareTo((BigDecimal) range.get(0)) >= 0
                && ((BigDecimal) value).compareTo((BigDecimal) range.get(1)) <= 0));
  }

  /** An id's caption stands in the attribute beside it. */
  private static void checkCaption(
      String path, Map<?, ?> value, Map<?, ?> is, Map<?, ?> attributes, List<String> problems) {
    Object sibling = is.get("sibling");
    Object id = value.get(path.substring(path.lastIndexOf('.') + 1));
    if (sibling == null || !attributes.containsKey(sibling) || !value.containsKey(sibling)) {
      return;
    }
    Object caption = at((Map<?, ?>) is.get("enum"), id.toString(), "caption");
    if (!id.toString().equals("99") && !value.get(sibling).equals(caption)) {
      problems.add(path + " is called " + caption + ", not " + value.get(sibling));
    }
  }

  private static void checkConstraint(
      String path, Map<?, ?> value, Map<?, ?> constraints, List<String> problems) {
    if (constraints.get("at_least_one") instanceof List<?> some
        && some.stream().noneMatch(value::containsKey)) {
      problems.add(path + " has none of " + some);
    }
    if (constraints.get("just_one") instanceof List<?> one
        && one.stream().filter(value::containsKey).count() != 1) {
      problems.add(path + " has not just one of " + one);
    }
  }

  private static Object at(Object from, String... path) {
    Object value = from;
    for (String name : path) {
      value = value instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return value;
  }
}
