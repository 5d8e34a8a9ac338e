package dev.sallyport.testapps.frameworks;

import io.quarkiverse.mcp.server.BlobResourceContents;
import io.quarkiverse.mcp.server.RequestUri;
import io.quarkiverse.mcp.server.Resource;
import io.quarkiverse.mcp.server.ResourceTemplate;
import io.quarkiverse.mcp.server.TextResourceContents;
import jakarta.inject.Singleton;

/** The resources of the suite. */
@Singleton
class Resources {
  private static final String TEXT = "text/plain";
  private static final String IMAGE = "image/png";
  private static final String JSON = "application/json";

  @Resource(uri = "test://static-text", mimeType = TEXT)
  TextResourceContents text(RequestUri uri) {
    return new TextResourceContents(
        uri.value(), "This is the content of the static text resource.", TEXT);
  }

  @Resource(uri = "test://static-binary", mimeType = IMAGE)
  BlobResourceContents binary(RequestUri uri) {
    return new BlobResourceContents(uri.value(), Samples.PNG, IMAGE);
  }

  @Resource(uri = "test://watched-resource", mimeType = TEXT)
  TextResourceContents watched(RequestUri uri) {
    return new TextResourceContents(uri.value(), "This is a watched resource content.", TEXT);
  }

  @ResourceTemplate(uriTemplate = "test://template/{id}/data", mimeType = JSON)
  TextResourceContents template(String id, RequestUri uri) {
    return new TextResourceContents(
        uri.value(),
        "{\"id\":\"%1$s\",\"templateTest\":true,\"data\":\"Data for ID: %1$s\"}".formatted(id),
        JSON);
  }
}
