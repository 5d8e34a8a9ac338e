package dev.sallyport.testapps.frameworks;

import io.modelcontextprotocol.spec.McpSchema.Resource;

/** Up to 0.10 of the SDK: a record's own constructor. */
final class Schema {
  private Schema() {}

  static Resource resource(String uri) {
    return new Resource(uri, uri, "A note.", "text/plain", null);
  }
}
