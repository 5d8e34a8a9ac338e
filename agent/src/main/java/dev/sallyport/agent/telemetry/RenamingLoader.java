package dev.sallyport.agent.telemetry;

import dev.sallyport.agent.record.Sink;
import dev.sallyport.agent.telemetry.signal.Signals;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.model.Mode;
import io.opentelemetry.api.OpenTelemetry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Defines the classes of {@code signal} once more, with another OpenTelemetry for the one they are
 * compiled against. All that a class names stands in its constant pool as text (JVMS 4.4.7), so
 * that nothing else is looked at.
 */
final class RenamingLoader extends ClassLoader {
  private static final int MAGIC_AND_VERSION = 8;
  private static final int UTF8 = 1;

  /** How many bytes a constant has, by its tag (JVMS 4.4); 0 for none such. */
  private static final int[] SIZES = {
    0, 0, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2
  };

  private final String renamed = Signals.class.getPackageName().concat(".");
  private final String from;
  private final String to;

  private RenamingLoader(String from, String to) {
    super("sallyport signals", RenamingLoader.class.getClassLoader());
    this.from = from;
    this.to = to;
  }

  /**
   * One whose classes use the OpenTelemetry of that name.
   *
   * @param to the package that everything of it is below, with slashes
   */
  static RenamingLoader to(String to) {
    String api = OpenTelemetry.class.getName();
    String own = api.substring(0, api.indexOf(".api.")).replace('.', '/');
    RenamingLoader loader = new RenamingLoader(own.concat("/"), to.concat("/"));
    Module ours = RenamingLoader.class.getModule();
    Module theirs = loader.getUnnamedModule();
    for (Class<?> used : new Class<?>[] {Sink.class, Decision.class, Mode.class}) {
      ours.addExports(used.getPackageName(), theirs);
    }
    return loader;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(renamed)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String resource = name.replace('.', '/').concat(".class");
    try (InputStream in = RenamingLoader.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = renamed(in.readAllBytes());
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private byte[] renamed(byte[] original) throws IOException {
    ByteArrayOutputStream renamed = new ByteArrayOutputStream(original.length * 2);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(original));
    DataOutputStream out = new DataOutputStream(renamed);
    out.write(in.readNBytes(MAGIC_AND_VERSION));
    int count = in.readUnsignedShort();
    out.writeShort(count);
    for (int index = 1; index < count; index++) {
      int tag = in.readUnsignedByte();
      out.writeByte(tag);
      if (tag == UTF8) {
        out.writeUTF(in.readUTF().replace(from, to));
        continue;
      }
      int size = tag < SIZES.length ? SIZES[tag] : 0;
      if (size == 0) {
        throw new IOException("constant of tag " + tag);
      }
      out.write(in.readNBytes(size));
      // Of eight bytes, and so two indices (JVMS 4.4.5).
      index += size == 8 ? 1 : 0;
    }
    in.transferTo(out);
    return renamed.toByteArray();
  }
}
