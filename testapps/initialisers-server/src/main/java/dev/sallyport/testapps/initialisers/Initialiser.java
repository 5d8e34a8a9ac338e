package dev.sallyport.testapps.initialisers;

import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.text.BreakIterator;
import java.text.Collator;
import java.text.Normalizer;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Calendar;
import java.util.Currency;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.ServiceLoader;
import java.util.TimeZone;
import java.util.UUID;
import java.util.prefs.Preferences;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.imageio.ImageIO;
import javax.naming.InitialContext;
import javax.naming.directory.InitialDirContext;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.script.ScriptEngineManager;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.xpath.XPathFactory;
import org.ietf.jgss.GSSManager;
import org.xml.sax.InputSource;

/** A part of the JDK that sets itself up when it is first used. */
enum Initialiser {
  CHARACTER_NAMES(() -> Character.getName('x') + Normalizer.normalize("é", Normalizer.Form.NFD)),
  CHARSET_OF_EAST_ASIA(
      () -> {
        ByteBuffer bytes = Charset.forName("EUC-JP").encode("日本");
        return bytes.remaining();
      }),
  CIPHER(
      () -> {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
            Cipher.ENCRYPT_MODE,
            new SecretKeySpec(new byte[16], "AES"),
            new GCMParameterSpec(128, new byte[12]));
        return cipher.doFinal(new byte[3]).length;
      }),
  COMPILER(
      () -> {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        return compiler.getSourceVersions().size()
            + compiler.run(
                null, new ByteArrayOutputStream(), new ByteArrayOutputStream(), "--version");
      }),
  DATES(
      () ->
          DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
              .withLocale(Locale.FRANCE)
              .format(LocalDate.of(2026, 1, 2))),
  DATE_OF_JAPAN(
      () -> Calendar.getInstance(Locale.forLanguageTag("ja-JP-u-ca-japanese")).getCalendarType()),
  FILE_STORES(
      () -> FileSystems.getDefault().getFileStores().iterator().hasNext() ? "some" : "none"),
  FLIGHT_RECORDER(() -> jdk.jfr.FlightRecorder.getFlightRecorder().getEventTypes().size() > 0),
  GSS(() -> GSSManager.getInstance().getMechs().length),
  HEADLESS(GraphicsEnvironment::isHeadless),
  HOST_NAME(() -> InetAddress.getLoopbackAddress().getHostName()),
  HTTP_CLIENT(
      () -> {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
          return HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.discarding())
              .statusCode();
        } catch (java.net.ConnectException e) {
          return "refused";
        }
      }),
  HTTP_URL_CONNECTION(
      () -> {
        try {
          return URI.create("http://127.0.0.1:1/").toURL().openConnection().getContentLength()
              + URI.create("https://127.0.0.1:1/").toURL().openConnection().getContentLength();
        } catch (java.net.ConnectException e) {
          return "refused";
        }
      }),
  IMAGES(
      () -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.size() > 0;
      }),
  JAR_FILE_SYSTEM(
      () -> {
        try (var files = FileSystems.newFileSystem(libraryJar())) {
          return Files.exists(files.getPath("/META-INF"));
        }
      }),
  JAR_URL(
      () -> {
        try (var in =
            URI.create("jar:" + libraryJar().toUri() + "!/META-INF/MANIFEST.MF")
                .toURL()
                .openStream()) {
          return in.read() >= 0;
        }
      }),
  JNDI(() -> new InitialContext().getEnvironment().size()),
  JNDI_DNS(
      () -> {
        Properties environment = new Properties();
        environment.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
        environment.put("java.naming.provider.url", "dns://127.0.0.1/");
        return new InitialDirContext(environment).getEnvironment().size();
      }),
  KERBEROS(
      () -> {
        System.setProperty("java.security.krb5.realm", "EXAMPLE.COM");
        System.setProperty("java.security.krb5.kdc", "127.0.0.1");
        return new KerberosPrincipal("a@EXAMPLE.COM").getRealm();
      }),
  LOCALES(
      () ->
          NumberFormat.getCurrencyInstance(Locale.JAPAN).format(5)
              + Currency.getInstance("EUR").getDisplayName(Locale.GERMANY)
              + Collator.getInstance(Locale.GERMANY).compare("a", "ä")
              + BreakIterator.getWordInstance(Locale.forLanguageTag("th")).first()),
  LOGGING(
      () -> {
        java.util.logging.Logger.getLogger("x").info("said");
        System.getLogger("y").log(System.Logger.Level.INFO, "said");
        return java.util.logging.LogManager.getLogManager().getProperty("handlers");
      }),
  MBEANS(
      () ->
          ManagementFactory.getPlatformMBeanServer().getMBeanCount() > 0
              && ManagementFactory.getOperatingSystemMXBean().getAvailableProcessors() > 0
              && ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() > 0
              && ManagementFactory.getRuntimeMXBean().getName() != null),
  MIME_TYPES(
      () ->
          URLConnection.guessContentTypeFromName("a.png")
              + Files.probeContentType(Path.of("a.png"))),
  NETWORK_INTERFACES(() -> NetworkInterface.getNetworkInterfaces().hasMoreElements()),
  PREFERENCES(() -> Preferences.systemRoot().name() + Preferences.userRoot().name()),
  PROCESS(
      () -> {
        try {
          return new ProcessBuilder("true").start().waitFor();
        } catch (java.io.IOException e) {
          return "denied";
        }
      }),
  PROCESS_HANDLE(() -> ProcessHandle.current().info().command().isPresent()),
  PROXY_SELECTOR(() -> ProxySelector.getDefault().select(URI.create("http://example.com/"))),
  RANDOM(() -> RandomGenerator.of("L64X128MixRandom").nextInt() != 0 || UUID.randomUUID() != null),
  RESOURCE_BUNDLE(
      () ->
          ResourceBundle.getBundle("dev/sallyport/testapps/initialisers/words").getString("word")),
  RMI(() -> new java.rmi.server.ObjID().toString() != null),
  SCRIPT_ENGINES(() -> new ScriptEngineManager().getEngineFactories().size()),
  SECURE_RANDOM(
      () -> SecureRandom.getInstanceStrong().getAlgorithm() + new SecureRandom().nextInt(1)),
  SECURITY_PROVIDERS(
      () -> {
        int services = 0;
        for (Provider provider : Security.getProviders()) {
          services += provider.getServices().size();
        }
        return services;
      }),
  SERVICES(
      () ->
          ServiceLoader.load(java.nio.file.spi.FileSystemProvider.class).stream().count()
              + java.util.spi.ToolProvider.findFirst("jar").orElseThrow().name()),
  TEMPORARY_FILES(
      () -> {
        try {
          Files.delete(Files.createTempFile("a", "b"));
          return java.io.File.createTempFile("abc", null).delete();
        } catch (java.io.IOException e) {
          return "denied";
        }
      }),
  TLS(
      () -> {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine("example.com", 443);
        engine.setUseClientMode(true);
        engine.beginHandshake();
        TrustManagerFactory trust =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init((java.security.KeyStore) null);
        return trust.getTrustManagers().length
            + ((javax.net.ssl.X509TrustManager) trust.getTrustManagers()[0])
                .getAcceptedIssuers()
                .length;
      }),
  WATCH_SERVICE(
      () -> {
        try (var watch = FileSystems.getDefault().newWatchService()) {
          return watch.poll() == null;
        }
      }),
  XML(
      () -> {
        String text = "<a><b/></a>";
        SAXParserFactory.newInstance().newSAXParser();
        XMLInputFactory.newInstance().createXMLEventReader(new StringReader(text)).nextEvent();
        StringWriter out = new StringWriter();
        TransformerFactory.newInstance()
            .newTransformer()
            .transform(new StreamSource(new StringReader(text)), new StreamResult(out));
        return XPathFactory.newInstance()
                .newXPath()
                .evaluate("count(//*)", new InputSource(new StringReader(text)))
            + DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement()
                .getNodeName();
      }),
  XML_SCHEMA(
      () -> SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema() != null),
  ZONES(
      () ->
          ZoneId.of("Europe/Berlin").getRules().getOffset(Instant.EPOCH).toString()
              + ZoneId.systemDefault()
              + TimeZone.getAvailableIDs().length
              + TimeZone.getTimeZone("Asia/Tokyo").getDisplayName(Locale.FRANCE));

  @SuppressWarnings("ImmutableEnumChecker") // tasks keep nothing
  private final Task task;

  Initialiser(Task task) {
    this.task = task;
  }

  /** What it comes to, the same in every JVM of one kind. */
  String run() throws Exception {
    return String.valueOf(task.run());
  }

  /** Uses a part of the JDK. */
  private interface Task {
    Object run() throws Exception;
  }

  private static Path libraryJar() {
    String path =
        org.jspecify.annotations.NullMarked.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .getPath();
    return Path.of(path);
  }
}
