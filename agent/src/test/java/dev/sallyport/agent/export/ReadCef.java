package dev.sallyport.agent.export;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An event of CEF, read strictly as its standard says: what it does not allow is an error. */
record ReadCef(List<String> header, Map<String, String> extension) {
  private static final Pattern KEY = Pattern.compile("(?:^| )([A-Za-z0-9_]+)=");

  static ReadCef of(String line) {
    require(line.startsWith("CEF:0|"), "no CEF: " + line);
    require(line.chars().noneMatch(Character::isISOControl), "control character in " + line);
    List<String> header = new ArrayList<>();
    int at = "CEF:0|".length();
    while (header.size() < 6) {
      StringBuilder field = new StringBuilder();
      while (at < line.length() && line.charAt(at) != '|') {
        if (line.charAt(at) == '\\') {
          at++;
          require(line.charAt(at) == '|' || line.charAt(at) == '\\', "escape in header: " + line);
        }
        field.append(line.charAt(at++));
      }
      require(at < line.length(), "header ends early: " + line);
      at++;
      header.add(field.toString());
    }
    require(header.get(5).matches("[0-9]|10"), "no severity: " + header);
    return new ReadCef(header, extension(line.substring(at)));
  }

  private static Map<String, String> extension(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    Matcher key = KEY.matcher(text);
    require(key.find() && key.start() == 0, "no key first: " + text);
    boolean more = true;
    while (more) {
      String name = key.group(1);
      int start = key.end();
      more = key.find();
      String value = text.substring(start, more ? key.start() : text.length());
      require(values.put(name, unescaped(value)) == null, "twice: " + name);
    }
    return values;
  }

  private static String unescaped(String value) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      require(c != '=', "equals sign in " + value);
      if (c == '\\') {
        i++;
        require(i < value.length() && "\\=nr".indexOf(value.charAt(i)) >= 0, "escape in " + value);
        c = value.charAt(i);
        c = c == 'n' ? '\n' : c == 'r' ? '\r' : c;
      }
      plain.append(c);
    }
    return plain.toString();
  }

  String vendor() {
    return header.get(0);
  }

  String product() {
    return header.get(1);
  }

  String version() {
    return header.get(2);
  }

  String type() {
    return header.get(3);
  }

  String name() {
    return header.get(4);
  }

  int severity() {
    return Integer.parseInt(header.get(5));
  }

  String get(String key) {
    return extension.get(key);
  }

  /** The value whose key has that label. */
  String labelled(String label) {
    for (Map.Entry<String, String> each : extension.entrySet()) {
      if (each.getKey().endsWith("Label") && each.getValue().equals(label)) {
        return extension.get(each.getKey().substring(0, each.getKey().length() - 5));
      }
    }
    return null;
  }

  Collection<String> values() {
    return extension.values();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
