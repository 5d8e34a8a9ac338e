package dev.sallyport.testapps.serving;

import jakarta.servlet.http.HttpServlet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** An embedded Tomcat on the loopback address that serves one servlet. */
public final class Endpoint {
  private static final String LOOPBACK = "127.0.0.1";
  // Held, because the level of a logger that nobody holds is collected with it.
  private static final Logger TOMCAT_LOG = Logger.getLogger("org.apache");

  private final Tomcat tomcat = new Tomcat();

  /** An endpoint that is not open yet; port 0 stands for any free port. */
  public Endpoint(int port) {
    TOMCAT_LOG.setLevel(Level.WARNING);
    tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
    tomcat.setHostname(LOOPBACK);
    tomcat.setPort(port);
    tomcat.getConnector().setProperty("address", LOOPBACK);
  }

  /**
   * Starts to listen, and says on stderr where.
   *
   * @param paths of the servlet; the first is where a client begins
   */
  public void open(HttpServlet servlet, String... paths) {
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "mcp", servlet).setAsyncSupported(true);
    for (String path : paths) {
      context.addServletMappingDecoded(path, "mcp");
    }
    try {
      tomcat.start();
    } catch (LifecycleException e) {
      throw new IllegalStateException("cannot serve HTTP", e);
    }
    System.err.println(
        "listening on http://" + LOOPBACK + ":" + tomcat.getConnector().getLocalPort() + paths[0]);
  }

  /** Waits until the server is shut down. */
  public void awaitEnd() {
    tomcat.getServer().await();
  }
}
