package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Target.CONTENT;

import java.io.FileInputStream;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.security.KeyStore;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.sound.midi.MidiSystem;
import javax.sound.sampled.AudioSystem;

/** Reading a file through an API that knows its format. */
@SuppressWarnings("resource") // these uses are the point
final class Formats {
  private static final char[] PASSWORD = "password".toCharArray();

  private Formats() {}

  static Family reading() {
    Family parse = new Family("parse");
    parse.add("Properties.load", CONTENT, Formats::properties).seed(Seed.PROPERTIES);
    parse.add("Properties.loadFromXML", CONTENT, Formats::propertiesXml).seed(Seed.PROPERTIES_XML);
    parse
        .add(
            "ResourceBundle",
            CONTENT,
            at ->
                ResourceBundle.getBundle("secret", Locale.ROOT, loader(at.directory().toUri()))
                    .getString("key"))
        .seed(Seed.PROPERTIES);
    parse.add("ZipFile", CONTENT, Formats::zip).seed(Seed.ZIP);
    parse.add("ZipInputStream", CONTENT, Formats::zipStream).seed(Seed.ZIP);
    parse.add("zip FileSystem(Path)", CONTENT, Formats::zipfs).seed(Seed.ZIP);
    parse.add("zip FileSystem(URI)", CONTENT, Formats::zipfsByUri).seed(Seed.ZIP);
    parse.add("JarFile", CONTENT, Formats::jar).seed(Seed.JAR);
    parse.add("JarInputStream", CONTENT, Formats::jarStream).seed(Seed.JAR);
    parse.add("URL jar:", CONTENT, at -> Text.of(inside(at).openStream())).seed(Seed.JAR);
    parse.add("URL jar:, uncached", CONTENT, Formats::uncached).seed(Seed.JAR);
    parse
        .add(
            "URLClassLoader of a jar, resource",
            CONTENT,
            at -> Text.of(loader(at.path().toUri()).getResourceAsStream("secret.txt")))
        .seed(Seed.JAR);
    parse.add("URLClassLoader of a jar, class", CONTENT, Formats::loadedClass).seed(Seed.JAR);
    parse.add("ServiceLoader of a jar", CONTENT, Formats::service).seed(Seed.JAR);
    parse.add("ModuleFinder.of", CONTENT, Formats::module).seed(Seed.JAR);
    parse
        .add(
            "GZIPInputStream",
            CONTENT,
            at -> Text.of(new GZIPInputStream(new FileInputStream(at.file()))))
        .seed(Seed.GZIP);
    parse.add("ObjectInputStream", CONTENT, Formats::serialized).seed(Seed.SERIALIZED);
    parse
        .add(
            "KeyStore.getInstance(File)",
            CONTENT,
            at -> Collections.list(KeyStore.getInstance(at.file(), PASSWORD).aliases()))
        .seed(Seed.KEYSTORE);
    parse.add("KeyStore.Builder", CONTENT, Formats::keyStoreBuilder).seed(Seed.KEYSTORE);
    parse.add("KeyStore.load", CONTENT, Formats::keyStore).seed(Seed.KEYSTORE);
    parse.add("ImageIO.read(File)", CONTENT, at -> size(ImageIO.read(at.file()))).seed(Seed.IMAGE);
    parse.add("ImageIO.read(URL file:)", CONTENT, Formats::uncachedImage).seed(Seed.IMAGE);
    parse.add("ImageInputStream", CONTENT, Formats::imageStream).seed(Seed.IMAGE);
    parse
        .add(
            "AudioSystem.getAudioInputStream(File)",
            CONTENT,
            at -> AudioSystem.getAudioInputStream(at.file()).getFrameLength())
        .seed(Seed.SOUND);
    parse
        .add(
            "AudioSystem.getAudioFileFormat(File)",
            CONTENT,
            at -> AudioSystem.getAudioFileFormat(at.file()).getFrameLength())
        .seed(Seed.SOUND);
    parse
        .add(
            "MidiSystem.getSequence(File)",
            CONTENT,
            at -> MidiSystem.getSequence(at.file()).getResolution())
        .seed(Seed.MUSIC);
    parse.add("LogManager.readConfiguration", CONTENT, Formats::logging).seed(Seed.PROPERTIES);
    parse.add("JAAS Configuration", CONTENT, Formats::login).seed(Seed.LOGIN);
    parse
        .add(
            "jdk.jfr.Configuration",
            CONTENT,
            at -> jdk.jfr.Configuration.create(at.path()).getLabel())
        .seed(Seed.RECORDING_SETTINGS);
    return parse;
  }

  private static ClassLoader loader(URI place) throws Exception {
    return new URLClassLoader(new URL[] {place.toURL()}, ClassLoader.getPlatformClassLoader());
  }

  private static URL inside(Ground at) throws Exception {
    return new URL("jar:" + at.path().toUri() + "!/secret.txt");
  }

  private static String properties(Ground at) throws Exception {
    Properties properties = new Properties();
    try (InputStream in = new FileInputStream(at.file())) {
      properties.load(in);
    }
    return properties.getProperty("key");
  }

  private static String propertiesXml(Ground at) throws Exception {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(at.path())) {
      properties.loadFromXML(in);
    }
    return properties.getProperty("key");
  }

  private static String zip(Ground at) throws Exception {
    try (ZipFile zip = new ZipFile(at.file())) {
      return Text.of(zip.getInputStream(zip.getEntry("secret.txt")));
    }
  }

  private static String zipStream(Ground at) throws Exception {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(at.path()))) {
      ZipEntry entry = zip.getNextEntry();
      return entry + Text.of(zip);
    }
  }

  private static String zipfs(Ground at) throws Exception {
    try (FileSystem zip = FileSystems.newFileSystem(at.path())) {
      return Files.readString(zip.getPath("secret.txt"));
    }
  }

  private static String zipfsByUri(Ground at) throws Exception {
    try (FileSystem zip =
        FileSystems.newFileSystem(URI.create("jar:" + at.path().toUri()), Map.of())) {
      return Files.readString(zip.getPath("secret.txt"));
    }
  }

  private static String jar(Ground at) throws Exception {
    try (JarFile jar = new JarFile(at.file())) {
      return jar.getManifest().getMainAttributes().getValue("X-Secret");
    }
  }

  private static String jarStream(Ground at) throws Exception {
    try (JarInputStream jar = new JarInputStream(new FileInputStream(at.file()))) {
      return jar.getManifest().getMainAttributes().getValue("X-Secret");
    }
  }

  private static String uncached(Ground at) throws Exception {
    var connection = inside(at).openConnection();
    connection.setUseCaches(false);
    return Text.of(connection.getInputStream());
  }

  /** Its own resource, so that the secret shows. */
  private static String loadedClass(Ground at) throws Exception {
    Class<?> loaded = loader(at.path().toUri()).loadClass(Payload.class.getName());
    return Text.of(loaded.getResourceAsStream("/secret.txt"));
  }

  private static String service(Ground at) throws Exception {
    Object found = ServiceLoader.load(Supplier.class, loader(at.path().toUri())).iterator().next();
    return Text.of(found.getClass().getResourceAsStream("/secret.txt"));
  }

  private static String module(Ground at) {
    return ModuleFinder.of(at.path()).findAll().stream()
        .map(ModuleReference::descriptor)
        .map(module -> module.name())
        .collect(Collectors.joining());
  }

  private static Object serialized(Ground at) throws Exception {
    try (ObjectInputStream objects = new ObjectInputStream(new FileInputStream(at.file()))) {
      return objects.readObject();
    }
  }

  private static Object keyStoreBuilder(Ground at) throws Exception {
    return Collections.list(
        KeyStore.Builder.newInstance(
                "PKCS12", null, at.file(), new KeyStore.PasswordProtection(PASSWORD))
            .getKeyStore()
            .aliases());
  }

  private static Object keyStore(Ground at) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = new FileInputStream(at.file())) {
      store.load(in, PASSWORD);
    }
    return Collections.list(store.aliases());
  }

  private static String size(java.awt.image.BufferedImage image) {
    return image.getWidth() + "x" + image.getHeight();
  }

  /** Closed by the reader. */
  private static String imageStream(Ground at) throws Exception {
    ImageInputStream in = ImageIO.createImageInputStream(at.file());
    return in == null ? "null" : size(ImageIO.read(in));
  }

  /** Without the copy that would go to the directory for temporary files. */
  private static String uncachedImage(Ground at) throws Exception {
    ImageIO.setUseCache(false);
    return size(ImageIO.read(at.path().toUri().toURL()));
  }

  private static String logging(Ground at) throws Exception {
    System.setProperty("java.util.logging.config.file", at.text());
    try {
      LogManager.getLogManager().readConfiguration();
      return LogManager.getLogManager().getProperty("key");
    } finally {
      System.clearProperty("java.util.logging.config.file");
    }
  }

  private static Object login(Ground at) throws Exception {
    AppConfigurationEntry[] entries =
        Configuration.getInstance(
                "JavaLoginConfig", new java.security.URIParameter(at.path().toUri()))
            .getAppConfigurationEntry("secret");
    return entries[0].getOptions();
  }
}
