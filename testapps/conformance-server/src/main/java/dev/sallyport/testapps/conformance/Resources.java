package dev.sallyport.testapps.conformance;

import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpSchema.BlobResourceContents;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceContents;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import java.util.List;

/** The resources of the suite. */
final class Resources {
  private static final String TEXT = "text/plain";
  private static final String BEFORE_ID = "test://template/";
  private static final String AFTER_ID = "/data";

  private Resources() {}

  static SyncResourceSpecification[] all() {
    return new SyncResourceSpecification[] {
      resource(
          Samples.contents(
              "test://static-text", TEXT, "This is the content of the static text resource.")),
      resource(
          BlobResourceContents.builder("test://static-binary", Samples.PNG)
              .mimeType("image/png")
              .build()),
      resource(
          Samples.contents("test://watched-resource", TEXT, "This is a watched resource content."))
    };
  }

  static SyncResourceTemplateSpecification template() {
    return new SyncResourceTemplateSpecification(
        ResourceTemplate.builder(BEFORE_ID + "{id}" + AFTER_ID, "Template resource")
            .mimeType("application/json")
            .build(),
        (exchange, request) -> {
          String uri = request.uri();
          String id = uri.substring(BEFORE_ID.length(), uri.length() - AFTER_ID.length());
          return read(
              Samples.contents(
                  uri,
                  "application/json",
                  "{\"id\":\"%1$s\",\"templateTest\":true,\"data\":\"Data for ID: %1$s\"}"
                      .formatted(id)));
        });
  }

  private static SyncResourceSpecification resource(ResourceContents contents) {
    return new SyncResourceSpecification(
        Resource.builder(contents.uri(), "Of the suite: " + contents.uri())
            .mimeType(contents.mimeType())
            .build(),
        (exchange, request) -> read(contents));
  }

  private static ReadResourceResult read(ResourceContents contents) {
    return ReadResourceResult.builder(List.of(contents)).build();
  }
}
