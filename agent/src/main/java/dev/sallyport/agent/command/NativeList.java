package dev.sallyport.agent.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.agent.scan.ClassifiedNative;
import dev.sallyport.agent.scan.Family;
import dev.sallyport.agent.scan.NativeMethod;
import dev.sallyport.agent.scan.NativeTable;
import dev.sallyport.agent.scan.Verdict;
import dev.sallyport.agent.weave.Hook;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints the native methods of the JDK that runs this, and what stands before them. */
final class NativeList {
  private static final int CALLERS = 3;

  private final NativeTable table;
  private final PrintWriter out;

  NativeList(NativeTable table, PrintWriter out) {
    this.table = table;
    this.out = out;
  }

  /** How many there are of each family. */
  void counts() {
    out.println("| family | natives | hooked | exempt | open |");
    out.println("|---|---:|---:|---:|---:|");
    for (Family family : Family.values()) {
      long hooked = table.count(family, Verdict.HOOKED);
      long exempt = table.count(family, Verdict.EXEMPT);
      long open = table.count(family, Verdict.OPEN) + table.count(family, Verdict.UNCLASSIFIED);
      line(family.toString(), hooked, exempt, open);
    }
    int open = table.with(Verdict.OPEN).size() + table.with(Verdict.UNCLASSIFIED).size();
    line("all", table.with(Verdict.HOOKED).size(), table.with(Verdict.EXEMPT).size(), open);
  }

  private void line(String family, long hooked, long exempt, long open) {
    long all = hooked + exempt + open;
    out.println(
        "| " + family + " | " + all + " | " + hooked + " | " + exempt + " | " + open + " |");
  }

  /** Each of them, or of one family. */
  void all(@Nullable Family family) {
    out.println("| native method | family | verdict | rows, or reason | called by |");
    out.println("|---|---|---|---|---|");
    for (ClassifiedNative one : table.natives()) {
      if (family == null || one.family() == family) {
        out.println(
            "| `"
                + String.join(
                    " | ",
                    one.method() + "`",
                    one.family() == null ? "" : one.family().toString(),
                    one.verdict().toString(),
                    why(one),
                    callers(one.method()))
                + " |");
      }
    }
  }

  private static String why(ClassifiedNative one) {
    return one.verdict() == Verdict.HOOKED
        ? String.join(", ", one.method().hooks().stream().map(Hook::id).distinct().toList())
        : one.reason();
  }

  private static String callers(NativeMethod method) {
    List<String> callers = method.callers();
    if (callers.isEmpty()) {
      return "";
    }
    int more = callers.size() - CALLERS;
    return more <= 0
        ? String.join(", ", callers)
        : String.join(", ", callers.subList(0, CALLERS)) + " and " + more + " more";
  }

  /** Each of them as a line of JSON. */
  void json(@Nullable Family family) throws IOException {
    JsonFactory factory = new JsonFactory();
    for (ClassifiedNative one : table.natives()) {
      if (family == null || one.family() == family) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = factory.createGenerator(text)) {
          write(one, json);
        }
        out.println(text);
      }
    }
  }

  private static void write(ClassifiedNative one, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("module", one.method().module());
    json.writeStringField("method", one.method().toString());
    json.writeStringField("family", one.family() == null ? "" : one.family().toString());
    json.writeStringField("verdict", one.verdict().toString());
    json.writeStringField("reason", one.reason());
    strings("rows", one.method().hooks().stream().map(Hook::id).distinct().toList(), json);
    strings("callers", one.method().callers(), json);
    strings("open", one.method().open().stream().map(Object::toString).toList(), json);
    json.writeEndObject();
  }

  private static void strings(String name, List<String> values, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  /** What was not reviewed, or not rightly: one line each. */
  void unclassified() {
    for (ClassifiedNative one : table.with(Verdict.UNCLASSIFIED)) {
      out.println("unclassified: " + one.method() + ": " + one.reason());
    }
  }
}
