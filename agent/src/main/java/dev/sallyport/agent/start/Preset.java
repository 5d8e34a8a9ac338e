package dev.sallyport.agent.start;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A policy that comes with the agent, to be extended. */
public record Preset(String name) {
  private static final String PREFIX = "preset:";
  private static final String FOLDER = "sallyport/presets/";

  /** All of them. */
  public static final List<Preset> ALL =
      List.of(new Preset("starter"), new Preset("strict"), new Preset("egress-only"));

  /**
   * The one that {@code extends} means; null where it means a file.
   *
   * @throws IOException where there is no preset of that name
   */
  static @Nullable Preset referred(String reference) throws IOException {
    return isNamed(reference) ? named(reference.substring(PREFIX.length())) : null;
  }

  /** Whether {@code extends} would mean one by this, be there one of that name or not. */
  public static boolean isNamed(String reference) {
    return reference.startsWith(PREFIX);
  }

  /**
   * The one of that name.
   *
   * @throws IOException where there is none
   */
  public static Preset named(String name) throws IOException {
    for (Preset preset : ALL) {
      if (preset.name().equals(name)) {
        return preset;
      }
    }
    throw new IOException("there is no such preset, but starter, strict and egress-only");
  }

  /** As it stands in the jar. */
  public byte[] text() throws IOException {
    String resource = FOLDER + name + ".yaml";
    try (InputStream in = Preset.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("the jar has no " + resource);
      }
      return in.readAllBytes();
    }
  }
}
