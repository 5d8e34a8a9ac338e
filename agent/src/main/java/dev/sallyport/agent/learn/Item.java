package dev.sallyport.agent.learn;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a list.
 *
 * @param value the rule; the program of an {@code exec}
 * @param arguments the patterns of the arguments of a program; null where it is none
 * @param note what it was learned from; empty where it was not
 */
record Item(String value, @Nullable List<String> arguments, String note) {
  Item(String value, String note) {
    this(value, null, note);
  }

  /** As a policy has it. */
  String text(Quotes quotes) {
    if (arguments == null) {
      return quotes.value(value);
    }
    StringBuilder text = new StringBuilder("{ ");
    text.append(quotes.key("program")).append(": ").append(quotes.value(value));
    text.append(", ").append(quotes.key("args")).append(": [");
    for (int i = 0; i < arguments.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(quotes.value(arguments.get(i)));
    }
    return text.append("] }").toString();
  }
}
