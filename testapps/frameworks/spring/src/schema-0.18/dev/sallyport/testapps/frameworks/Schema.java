package dev.sallyport.testapps.frameworks;

import io.modelcontextprotocol.spec.McpSchema.Resource;

/** Later: a builder, which 0.18 deprecates in turn. */
@SuppressWarnings("deprecation")
final class Schema {
  private Schema() {}

  static Resource resource(String uri) {
    return Resource.builder().uri(uri).name(uri).mimeType("text/plain").build();
  }
}
