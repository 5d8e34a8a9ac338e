package dev.sallyport.agent.approval;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

/**
 * The one text of a JSON object as RFC 8785 has it. Two that differ have texts that differ: what
 * the form would make alike, such as numbers that are too exact for it, has none.
 */
final class CanonicalJson {
  /** More than anybody reads before approving it. */
  private static final int LONGEST = 1 << 16;

  private static final int DEEPEST = 64;

  private final StringWriter written = new StringWriter();
  private final JsonGenerator out;

  private CanonicalJson() throws IOException {
    out = new JsonFactory().createGenerator(written);
  }

  /**
   * The text of an object.
   *
   * @param members maps, lists, texts, numbers, booleans and null
   */
  static String of(Map<?, ?> members) throws Unfit {
    try {
      CanonicalJson json = new CanonicalJson();
      json.write(members, 0);
      json.out.close();
      return new JsonCanonicalizer(json.written.toString()).getEncodedString();
    } catch (IOException e) {
      throw new Unfit("arguments have no canonical form");
    }
  }

  private void write(@Nullable Object value, int depth) throws IOException, Unfit {
    out.flush();
    if (depth > DEEPEST || written.getBuffer().length() > LONGEST) {
      throw new Unfit("arguments are too large");
    }
    if (value instanceof Map<?, ?> object) {
      out.writeStartObject();
      for (Map.Entry<?, ?> member : object.entrySet()) {
        if (!(member.getKey() instanceof String name)) {
          throw new Unfit("an argument has no name");
        }
        out.writeFieldName(whole(name));
        write(member.getValue(), depth + 1);
      }
      out.writeEndObject();
    } else if (value instanceof Collection<?> list) {
      out.writeStartArray();
      for (Object element : list) {
        write(element, depth + 1);
      }
      out.writeEndArray();
    } else if (value instanceof String text) {
      out.writeString(whole(text));
    } else if (value instanceof Number number) {
      out.writeNumber(exact(number));
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (value == null) {
      out.writeNull();
    } else {
      throw new Unfit("an argument is no JSON");
    }
  }

  /** Half a surrogate pair has no UTF-8, and would be the same question mark as any other. */
  private static String whole(String text) throws Unfit {
    if (text.length() > LONGEST) {
      throw new Unfit("arguments are too large");
    }
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      int c = text.codePointAt(i);
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        throw new Unfit("a text is no Unicode");
      }
    }
    return text;
  }

  /** RFC 8785 knows doubles only: two numbers that are the same double would be one. */
  private static double exact(Number number) throws Unfit {
    double nearest = number.doubleValue();
    if (!Double.isFinite(nearest)
        || new BigDecimal(Double.toString(nearest)).compareTo(new BigDecimal(number.toString()))
            != 0) {
      throw new Unfit("a number is too exact");
    }
    return nearest;
  }
}
