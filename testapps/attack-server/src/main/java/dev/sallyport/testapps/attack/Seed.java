package dev.sallyport.testapps.attack;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.crypto.spec.SecretKeySpec;
import javax.imageio.ImageIO;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** What a file holds before an attack, in a format that its API reads. */
public enum Seed {
  TEXT("secret.txt") {
    @Override
    void write(OutputStream out, String secret) throws IOException {
      out.write(bytes(secret));
    }
  },
  /** No Java at all, so that the compiler quotes it. */
  SOURCE("Secret.java") {
    @Override
    void write(OutputStream out, String secret) throws IOException {
      out.write(bytes(secret));
    }
  },
  PROPERTIES("secret.properties") {
    @Override
    void write(OutputStream out, String secret) throws IOException {
      out.write(bytes("key=" + secret));
    }
  },
  PROPERTIES_XML("secret.xml") {
    @Override
    void write(OutputStream out, String secret) throws IOException {
      out.write(
          bytes(
              "<!DOCTYPE properties SYSTEM 'http://java.sun.com/dtd/properties.dtd'>"
                  + "<properties><entry key='key'>"
                  + secret
                  + "</entry></properties>"));
    }
  },
  XML("secret.xml") {
    @Override
    void write(OutputStream out, String secret) throws IOException {
      out.write(bytes("<secret id='" + secret + "'>" + secret + "</secret>"));
    }
  },
  DTD("secret.dtd") {
    @Override
    void write(OutputStream out, String secret) throws IOException {
      out.write(bytes("<!ENTITY inner '" + secret + "'>"));
    }
  },
  SCHEMA("secret.xsd") {
    @Override
    void write(OutputStream out, String secret) throws IOException {
      out.write(
          bytes(
              "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='key'>"
                  + "<xs:simpleType><xs:restriction base='xs:string'><xs:enumeration value='"
                  + secret
                  + "'/></xs:restriction></xs:simpleType></xs:element></xs:schema>"));
    }
  },
  STYLESHEET("secret.xsl") {
    @Override
    void write(OutputStream out, String secret) throws IOException {
      out.write(
          bytes(
              "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
                  + "<xsl:output method='text'/><xsl:template match='/'>"
                  + secret
                  + "</xsl:template></xsl:stylesheet>"));
    }
  },
  CATALOG("secret-catalog.xml") {
    @Override
    void write(OutputStream out, String secret) throws IOException {
      out.write(
          bytes(
              "<catalog xmlns='urn:oasis:names:tc:entity:xmlns:xml:catalog'>"
                  + "<uri name='key' uri='file:/"
                  + secret
                  + "'/></catalog>"));
    }
  },
  BEANS("secret-beans.xml") {
    @Override
    void write(OutputStream out, String secret) throws IOException {
      out.write(bytes("<java><string>" + secret + "</string></java>"));
    }
  },
  LOGIN("secret.config") {
    @Override
    void write(OutputStream out, String secret) throws IOException {
      out.write(
          bytes(
              "secret { com.sun.security.auth.module.UnixLoginModule required a=\""
                  + secret
                  + "\"; };"));
    }
  },
  RECORDING_SETTINGS("secret.jfc") {
    @Override
    void write(OutputStream out, String secret) throws IOException {
      out.write(
          bytes(
              "<configuration version='2.0' label='" + secret + "' description='' provider=''/>"));
    }
  },
  ZIP("secret.zip") {
    @Override
    void write(OutputStream out, String secret) throws IOException {
      zip(out, "secret.txt", bytes(secret));
    }
  },
  /** An automatic module with the secret as its name, and a service in it. */
  JAR("secret.jar") {
    @Override
    void write(OutputStream out, String secret) throws IOException {
      try (ZipOutputStream jar = new ZipOutputStream(out)) {
        entry(
            jar,
            "META-INF/MANIFEST.MF",
            bytes(
                "Manifest-Version: 1.0\r\nAutomatic-Module-Name: "
                    + secret
                    + "\r\nX-Secret: "
                    + secret
                    + "\r\n\r\n"));
        entry(jar, "META-INF/services/java.util.function.Supplier", bytes(Payload.class.getName()));
        entry(jar, "secret.txt", bytes(secret));
        entry(jar, Payload.class.getName().replace('.', '/') + ".class", payload());
      }
    }
  },
  CLASS("Payload.class") {
    @Override
    void write(OutputStream out, String secret) throws IOException {
      out.write(payload());
    }

    @Override
    String evidence(String secret) {
      return Payload.TEXT;
    }
  },
  GZIP("secret.gz") {
    @Override
    void write(OutputStream out, String secret) throws IOException {
      try (OutputStream gzip = new GZIPOutputStream(out)) {
        gzip.write(bytes(secret));
      }
    }
  },
  SERIALIZED("secret.ser") {
    @Override
    void write(OutputStream out, String secret) throws IOException {
      try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
        objects.writeObject(secret);
      }
    }
  },
  KEYSTORE("secret.p12") {
    @Override
    void write(OutputStream out, String secret) throws IOException {
      try {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
            secret, new SecretKeySpec(new byte[16], "AES"), "password".toCharArray(), null);
        store.store(out, "password".toCharArray());
      } catch (java.security.GeneralSecurityException e) {
        throw new IOException(e);
      }
    }

    /** Aliases are kept in lower case. */
    @Override
    String evidence(String secret) {
      return secret.toLowerCase(java.util.Locale.ROOT);
    }
  },
  /** An image whose size is the evidence. */
  IMAGE("secret.png") {
    @Override
    void write(OutputStream out, String secret) throws IOException {
      ImageIO.write(new BufferedImage(37, 11, BufferedImage.TYPE_INT_RGB), "png", out);
    }

    @Override
    String evidence(String secret) {
      return "37x11";
    }
  },
  /** A sound whose length is the evidence. */
  SOUND("secret.wav") {
    @Override
    void write(OutputStream out, String secret) throws IOException {
      AudioFormat format = new AudioFormat(8000, 8, 1, true, false);
      AudioSystem.write(
          new AudioInputStream(new ByteArrayInputStream(new byte[4711]), format, 4711),
          AudioFileFormat.Type.WAVE,
          out);
    }

    @Override
    String evidence(String secret) {
      return "4711";
    }
  },
  /** A piece of music whose resolution is the evidence. */
  MUSIC("secret.mid") {
    @Override
    void write(OutputStream out, String secret) throws IOException {
      try {
        Sequence sequence = new Sequence(Sequence.PPQ, 1234, 1);
        MidiSystem.write(sequence, 1, out);
      } catch (javax.sound.midi.InvalidMidiDataException e) {
        throw new IOException(e);
      }
    }

    @Override
    String evidence(String secret) {
      return "1234";
    }
  },
  /** A directory with one file in it, which has the secret as its name. */
  DIRECTORY("secret") {
    @Override
    public String sow(Path path, String secret) throws IOException {
      Files.createDirectory(path);
      Files.writeString(path.resolve(secret), secret);
      return secret;
    }

    @Override
    void write(OutputStream out, String secret) {
      throw new UnsupportedOperationException("a directory");
    }
  },
  /** A directory with nothing in it. */
  EMPTY_DIRECTORY("empty") {
    @Override
    public String sow(Path path, String secret) throws IOException {
      Files.createDirectory(path);
      return secret;
    }

    @Override
    void write(OutputStream out, String secret) {
      throw new UnsupportedOperationException("a directory");
    }
  };

  private final String fileName;

  Seed(String fileName) {
    this.fileName = fileName;
  }

  public String fileName() {
    return fileName;
  }

  /**
   * Makes the file.
   *
   * @return what shows in an answer that it was read
   */
  public String sow(Path path, String secret) throws IOException {
    try (OutputStream out = Files.newOutputStream(path)) {
      write(out, secret);
    }
    return evidence(secret);
  }

  abstract void write(OutputStream out, String secret) throws IOException;

  String evidence(String secret) {
    return secret;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] payload() throws IOException {
    try (InputStream in = Payload.class.getResourceAsStream("Payload.class")) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      in.transferTo(bytes);
      return bytes.toByteArray();
    }
  }

  private static void zip(OutputStream out, String name, byte[] content) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      entry(zip, name, content);
    }
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}
