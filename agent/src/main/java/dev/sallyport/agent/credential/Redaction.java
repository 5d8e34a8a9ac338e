package dev.sallyport.agent.credential;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Takes values out of texts, and remembers whose they were. For one thread. What stands for a value
 * stays: it tells nothing.
 */
public final class Redaction implements UnaryOperator<String> {
  private final Automaton automaton;
  private final Set<String> names = new LinkedHashSet<>();

  Redaction(Automaton automaton) {
    this.automaton = automaton;
  }

  /** The text with {@code [redacted: name]} for each value; the same where it has none. */
  public String of(String text) {
    return new Scan(automaton).feed(text) == 0 ? text : redacted(text);
  }

  @Override
  public String apply(String text) {
    return of(text);
  }

  /** The secrets that were taken out so far, as the policy names them. */
  public Set<String> names() {
    return names;
  }

  private String redacted(String text) {
    byte[] octets = Passages.octets(text);
    List<Passages.Passage> passages = Passages.of(automaton, octets, /* placeholders= */ false);
    if (passages.isEmpty()) {
      return text;
    }
    String[] whose = new String[octets.length];
    for (Passages.Passage passage : passages) {
      String name = passage.pattern().secret().name();
      names.add(name);
      for (int i = start(octets, passage); i < end(octets, passage); i++) {
        whose[i] = whose[i] == null ? name : whose[i];
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(octets.length);
    for (int i = 0; i < octets.length; i++) {
      if (whose[i] == null) {
        out.write(octets[i]);
      } else if (i == 0 || whose[i - 1] == null) {
        out.writeBytes(Passages.octets("[redacted: " + whose[i] + "]"));
      }
    }
    return Passages.text(out.toByteArray());
  }

  /** The character before it holds some of its bits. */
  private static int start(byte[] text, Passages.Passage passage) {
    int start = passage.start();
    boolean shares = passage.pattern().lead() > 0 && start > 0;
    return shares && Passages.isBase64(text[start - 1]) ? start - 1 : start;
  }

  /** And so may the one after it. */
  private static int end(byte[] text, Passages.Passage passage) {
    int end = passage.end();
    boolean shares = passage.pattern().encoding() == Encoding.BASE64 && end < text.length;
    return shares && Passages.isBase64(text[end]) ? end + 1 : end;
  }
}
