package dev.sallyport.testapps.serving;

import jakarta.servlet.http.HttpServlet;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** An embedded Tomcat on the loopback address that serves one servlet. */
public final class Endpoint {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String STORE_TYPE = "PKCS12";
  private static final String STORE_PASSWORD = "changeit";
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
    // The SDK says keep-alive in each stream, also in the one that Tomcat closes a connection
    // after.
    tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
  }

  /**
   * Has it speak TLS, and ask each client for a certificate, which it need not have.
   *
   * @param store in PKCS12, with the key of this server and the certificates that clients may show
   */
  public void secure(Path store) {
    SSLHostConfig tls = new SSLHostConfig();
    tls.setCertificateVerification("optional");
    tls.setTruststoreFile(store.toString());
    tls.setTruststoreType(STORE_TYPE);
    tls.setTruststorePassword(STORE_PASSWORD);
    SSLHostConfigCertificate own =
        new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
    own.setCertificateKeystoreFile(store.toString());
    own.setCertificateKeystoreType(STORE_TYPE);
    own.setCertificateKeystorePassword(STORE_PASSWORD);
    tls.addCertificate(own);
    Connector connector = tomcat.getConnector();
    connector.setScheme("https");
    connector.setSecure(true);
    connector.setProperty("SSLEnabled", "true");
    connector.addSslHostConfig(tls);
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
    Connector connector = tomcat.getConnector();
    System.err.println(
        "listening on "
            + connector.getScheme()
            + "://"
            + LOOPBACK
            + ":"
            + connector.getLocalPort()
            + paths[0]);
  }

  /** Waits until the server is shut down. */
  public void awaitEnd() {
    tomcat.getServer().await();
  }
}
