package dev.sallyport.agent.start;

import dev.sallyport.policy.read.Bases;
import dev.sallyport.policy.source.Source;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts that a policy is made of, as they are read: its own, then those that it extends, each
 * before what it extends in turn.
 */
public final class PolicyTexts implements Bases {
  private static final byte[] MISSING = new byte[0];

  /** Null where the text is a preset's. */
  private final List<@Nullable String> places = new ArrayList<>();

  private final List<byte[]> texts = new ArrayList<>();

  /** Reads the policy itself. */
  public Source open(String path) throws IOException {
    return read(path);
  }

  @Override
  public Source find(String reference, String from) throws IOException {
    Preset preset = Preset.referred(reference);
    if (preset != null) {
      byte[] text = preset.text();
      add(null, text);
      return source(reference, text);
    }
    File file = new File(reference);
    return read(
        file.isAbsolute()
            ? reference
            : new File(new File(from).getAbsoluteFile().getParentFile(), reference).getPath());
  }

  private Source read(String path) throws IOException {
    byte[] text = MISSING;
    try {
      text = bytes(path);
    } finally {
      add(path, text);
    }
    return source(path, text);
  }

  private void add(@Nullable String place, byte[] text) {
    places.add(place);
    texts.add(text);
  }

  private static byte[] bytes(String path) throws IOException {
    try (InputStream in = new FileInputStream(path)) {
      return in.readAllBytes();
    }
  }

  private static Source source(String name, byte[] text) {
    return new Source(name, new String(text, StandardCharsets.UTF_8));
  }

  /** The files among them, that were there or not. */
  List<String> files() {
    List<String> files = new ArrayList<>();
    for (String place : places) {
      if (place != null) {
        files.add(place);
      }
    }
    return files;
  }

  /** By what they are told from others. */
  public String digest() {
    return PolicyDigest.of(texts);
  }

  /** The digest that they have now, if they are the same files. */
  String digestNow() {
    List<byte[]> read = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String place = places.get(i);
      read.add(place == null ? texts.get(i) : now(place));
    }
    return PolicyDigest.of(read);
  }

  private static byte[] now(String file) {
    try {
      return bytes(file);
    } catch (IOException e) {
      return MISSING;
    }
  }
}
