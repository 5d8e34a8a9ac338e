package dev.sallyport.agent.credential;

import dev.sallyport.policy.model.CredentialSource;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Reads values at their sources.
 *
 * @param environment of this process
 */
public record Values(Map<String, String> environment, Properties properties) {
  /** Longer than any token, and than most keys. */
  private static final int LONGEST = 1 << 16;

  static final int SHORTEST = 8;
  private static final int LEAST_VARIETY = 5;

  /**
   * The value, as long as it can be told from other text.
   *
   * @throws Unavailable if it is not there, or can't be looked for
   */
  Octets distinct(CredentialSource source) throws Unavailable {
    Octets value = read(source);
    if (value.length() < SHORTEST) {
      throw new Unavailable(
          where(source) + " has a value of less than " + SHORTEST + " bytes, which is everywhere");
    }
    if (value.variety() < LEAST_VARIETY) {
      throw new Unavailable(
          where(source)
              + " has a value of less than "
              + LEAST_VARIETY
              + " different characters, which is everywhere");
    }
    return value;
  }

  /** The value as it is. */
  public Octets read(CredentialSource source) throws Unavailable {
    if (source instanceof CredentialSource.Environment variable) {
      return text(source, environment.get(variable.name()));
    }
    if (source instanceof CredentialSource.Property property) {
      return text(source, properties.getProperty(property.name()));
    }
    byte[] content = content((CredentialSource.File) source);
    return Octets.of(Arrays.copyOf(content, withoutLineEnd(content)));
  }

  private static Octets text(CredentialSource source, @Nullable String text) throws Unavailable {
    if (text == null) {
      throw new Unavailable(where(source) + " is not set");
    }
    return Octets.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What a file has after its value; empty where it can't be read. */
  static Octets lineEnd(CredentialSource.File file) {
    try {
      byte[] content = content(file);
      return Octets.of(Arrays.copyOfRange(content, withoutLineEnd(content), content.length));
    } catch (Unavailable e) {
      return Octets.of(new byte[0]);
    }
  }

  private static byte[] content(CredentialSource.File file) throws Unavailable {
    try (InputStream in = new FileInputStream(file.path())) {
      byte[] content = in.readNBytes(LONGEST + 1);
      if (content.length > LONGEST) {
        throw new Unavailable(where(file) + " is longer than " + LONGEST + " bytes");
      }
      return content;
    } catch (IOException e) {
      throw new Unavailable(where(file) + " can't be read");
    }
  }

  /** How much of a file's content is the value. */
  private static int withoutLineEnd(byte[] content) {
    int end = content.length;
    if (end > 0 && content[end - 1] == '\n') {
      end--;
    }
    return end > 0 && content[end - 1] == '\r' ? end - 1 : end;
  }

  private static String where(CredentialSource source) {
    if (source instanceof CredentialSource.Environment variable) {
      return "variable " + variable.name();
    }
    if (source instanceof CredentialSource.Property property) {
      return "property " + property.name();
    }
    return "file " + ((CredentialSource.File) source).path();
  }
}
