package dev.sallyport.testapps.frameworks;

import io.quarkiverse.mcp.server.AudioContent;
import io.quarkiverse.mcp.server.EmbeddedResource;
import io.quarkiverse.mcp.server.ImageContent;
import io.quarkiverse.mcp.server.TextResourceContents;

/** One small piece of each kind of content. */
final class Samples {
  static final String DESCRIPTION = "Of the suite.";

  /** One red pixel, as PNG. */
  static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

  /** No sample at 8 kHz, as WAV. */
  private static final String WAV = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQAAAAA=";

  private Samples() {}

  static ImageContent image() {
    return new ImageContent(PNG, "image/png");
  }

  static AudioContent audio() {
    return new AudioContent(WAV, "audio/wav");
  }

  static EmbeddedResource embedded(String uri, String type, String text) {
    return new EmbeddedResource(new TextResourceContents(uri, text, type));
  }
}
