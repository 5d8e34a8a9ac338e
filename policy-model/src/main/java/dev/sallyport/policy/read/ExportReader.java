package dev.sallyport.policy.read;

import dev.sallyport.policy.model.Export;
import dev.sallyport.policy.model.ExportFormat;
import dev.sallyport.policy.model.ExportTarget;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code export} of {@code audit}. */
final class ExportReader {
  private static final String TCP = "syslog+tcp";
  private static final String TLS = "syslog+tls";

  /** As most receivers have it; RFC 6587 names none. */
  private static final int TCP_PORT = 514;

  /** RFC 5425, section 4.1. */
  private static final int TLS_PORT = 6514;

  private final Phrases phrases;
  private final Problems problems;

  ExportReader(Phrases phrases, Problems problems) {
    this.phrases = phrases;
    this.problems = problems;
  }

  List<Export> read(Node.Mapping audit) {
    List<Export> exports = new ArrayList<>();
    for (Node item : Nodes.items(audit, "export")) {
      if (item instanceof Node.Mapping keys) {
        ExportTarget target = target(keys);
        ExportFormat format = Nodes.word(keys, "format", ExportFormat.values());
        if (target != null) {
          exports.add(new Export(target, format == null ? ExportFormat.NATIVE : format));
        }
      }
    }
    return exports;
  }

  private @Nullable ExportTarget target(Node.Mapping keys) {
    Node.Scalar file = Nodes.text(keys, "file");
    Node.Scalar to = Nodes.text(keys, "to");
    if (file != null) {
      return new ExportTarget.ToFile(phrases.absolutePath(file));
    }
    return to == null ? null : target(to);
  }

  private @Nullable ExportTarget target(Node.Scalar to) {
    String text = to.text().plain();
    return switch (text) {
      case "stderr" -> new ExportTarget.ToStderr();
      case "otlp" -> new ExportTarget.ToOtlp();
      default -> {
        ExportTarget syslog = syslog(text);
        if (syslog == null) {
          problems.add(
              Code.BAD_URL,
              "`" + text + "` is no place for records",
              to.span(),
              "write `stderr`, `otlp`, `syslog+tcp://host:port` or `syslog+tls://host:port`");
        }
        yield syslog;
      }
    };
  }

  private static @Nullable ExportTarget syslog(String text) {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException malformed) {
      return null;
    }
    boolean tls = TLS.equals(url.getScheme());
    String host = url.getHost();
    if (!(tls || TCP.equals(url.getScheme()))
        || host == null
        || url.getPort() > 0xFFFF
        || url.getPort() == 0
        || !text.equals(url.getScheme() + "://" + url.getHost() + port(url))) {
      return null;
    }
    int standard = tls ? TLS_PORT : TCP_PORT;
    return new ExportTarget.ToSyslog(
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        url.getPort() < 0 ? standard : url.getPort(),
        tls);
  }

  private static String port(URI url) {
    return url.getPort() < 0 ? "" : ":" + url.getPort();
  }
}
