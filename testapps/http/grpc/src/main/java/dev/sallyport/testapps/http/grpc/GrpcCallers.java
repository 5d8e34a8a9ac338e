package dev.sallyport.testapps.http.grpc;

import dev.sallyport.testapps.http.FirstUse;
import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.HttpCallers;
import java.io.IOException;
import java.util.List;

/** gRPC. */
public final class GrpcCallers implements HttpCallers {

  @Override
  public String library() {
    return "grpc";
  }

  @Override
  public List<HttpCaller> all() throws IOException {
    // Another one is used first, or its channel would try again while the server serves.
    FirstUse.of(new GrpcCaller()).close();
    return List.of(new GrpcCaller());
  }
}
