package dev.sallyport.testapps;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The servers of one test: closed after it, and their streams attached to its failure. Registered
 * with a field of the test class.
 */
public final class RunningServers implements AfterEachCallback {
  private final List<ServerProcess> servers = new ArrayList<>();

  /** Starts a server that is closed after the test. */
  public ServerProcess start(ServerLaunch launch) {
    ServerProcess server = launch.start();
    servers.add(server);
    return server;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    context
        .getExecutionException()
        .ifPresent(
            failure ->
                servers.forEach(
                    server -> failure.addSuppressed(new ServerFailure("its server", server))));
    servers.forEach(ServerProcess::close);
    servers.clear();
  }
}
