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

  /** Null where they need not be signed. */
  private final @Nullable PolicyKey key;

  private final List<Piece> pieces = new ArrayList<>();

  /** One of them. */
  private static final class Piece {
    /** Null where the text is a preset's. */
    final @Nullable String place;

    final byte[] text;

    /** As it stands in its file; empty where there is none, or none is asked for. */
    final String signature;

    Piece(@Nullable String place, byte[] text, String signature) {
      this.place = place;
      this.text = text;
      this.signature = signature;
    }
  }

  /** Of texts that need not be signed. */
  public PolicyTexts() {
    this(null);
  }

  /**
   * Of texts that have to be signed; those of presets are the agent's own.
   *
   * @param key null where they need not be
   */
  public PolicyTexts(@Nullable PolicyKey key) {
    this.key = key;
  }

  /** Reads the policy itself. */
  public Source open(String path) throws IOException {
    return read(path);
  }

  @Override
  public Source find(String reference, String from) throws IOException {
    Preset preset = Preset.referred(reference);
    if (preset != null) {
      byte[] text = preset.text();
      pieces.add(new Piece(null, text, ""));
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
    String signature = "";
    try {
      text = bytes(path);
      if (key != null) {
        signature = PolicyKey.signatureNow(path);
        key.verify(path, text, signature);
      }
    } finally {
      pieces.add(new Piece(path, text, signature));
    }
    return source(path, text);
  }

  private static byte[] bytes(String path) throws IOException {
    try (InputStream in = new FileInputStream(path)) {
      return in.readAllBytes();
    }
  }

  private static Source source(String name, byte[] text) {
    return new Source(name, new String(text, StandardCharsets.UTF_8));
  }

  /** The files among them, that were there or not, and those by which they are signed. */
  List<String> files() {
    List<String> files = new ArrayList<>();
    for (Piece piece : pieces) {
      if (piece.place != null) {
        files.add(piece.place);
      }
      if (piece.place != null && key != null) {
        files.add(PolicyKey.signature(piece.place));
      }
    }
    if (key != null) {
      files.add(key.file());
    }
    return files;
  }

  /** By what they are told from others. */
  public String digest() {
    List<byte[]> texts = new ArrayList<>();
    for (Piece piece : pieces) {
      texts.add(piece.text);
    }
    return PolicyDigest.of(texts);
  }

  /** By what they are told from others, or the same with other signatures. */
  String state() {
    return state(pieces);
  }

  /** The same of the same files as they are now. */
  String stateNow() {
    List<Piece> now = new ArrayList<>();
    for (Piece piece : pieces) {
      now.add(piece.place == null ? piece : now(piece.place));
    }
    return state(now);
  }

  private static String state(List<Piece> pieces) {
    List<byte[]> all = new ArrayList<>();
    for (Piece piece : pieces) {
      all.add(piece.text);
      all.add(piece.signature.getBytes(StandardCharsets.US_ASCII));
    }
    return PolicyDigest.of(all);
  }

  private Piece now(String file) {
    return new Piece(file, bytesNow(file), key == null ? "" : PolicyKey.signatureNow(file));
  }

  private static byte[] bytesNow(String file) {
    try {
      return bytes(file);
    } catch (IOException e) {
      return MISSING;
    }
  }
}
