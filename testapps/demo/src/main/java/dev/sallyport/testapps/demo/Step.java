package dev.sallyport.testapps.demo;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * One call of the script.
 *
 * @param what it is, in a person's words
 * @param forbidden whether the policy refuses it
 */
record Step(String what, boolean forbidden, String tool, Map<String, String> arguments) {
  String shown() {
    return tool
        + arguments.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(", ", "(", ")"));
  }
}
