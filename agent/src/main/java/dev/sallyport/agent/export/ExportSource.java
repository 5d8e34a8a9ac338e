package dev.sallyport.agent.export;

import dev.sallyport.agent.export.Exports.Destination;
import dev.sallyport.agent.http.Peer;
import dev.sallyport.agent.record.Origin;
import dev.sallyport.agent.record.Sink;
import dev.sallyport.agent.record.SinkSource;
import dev.sallyport.agent.telemetry.OtlpLogTarget;
import dev.sallyport.agent.telemetry.OtlpLogs;
import dev.sallyport.policy.model.Export;
import dev.sallyport.policy.model.ExportFormat;
import dev.sallyport.policy.model.ExportTarget;
import java.io.File;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Opens the sink for all places that records go to beside the audit file.
 *
 * @param pid the id of this process
 * @param collector of logs; null where none is named
 * @param threads makes a thread for each place, which must be exempt from the gates
 */
public record ExportSource(
    List<Export> exports,
    Origin origin,
    long pid,
    @Nullable OtlpLogTarget collector,
    ThreadFactory threads,
    Outages outages,
    PrintStream err)
    implements SinkSource {

  @Override
  public Sink open() {
    List<Destination> destinations = new ArrayList<>();
    for (Export export : exports) {
      ExportTarget to = export.to();
      if (to instanceof ExportTarget.ToFile file) {
        destinations.add(
            destination(file.path(), new FileCarrier(new File(file.path())), export.format()));
      } else if (to instanceof ExportTarget.ToStderr) {
        destinations.add(destination("stderr", new LineCarrier(err), export.format()));
      } else if (to instanceof ExportTarget.ToSyslog syslog) {
        destinations.add(destination(name(syslog), carrier(syslog, export), export.format()));
      } else if (to instanceof ExportTarget.ToOtlp) {
        addOtlp(export.format(), destinations);
      }
    }
    return new Exports(destinations, origin);
  }

  private Destination destination(String place, Carrier carrier, ExportFormat format) {
    return new Destination(
        new Courier(place, carrier, threads, outages, err), format, /* wantsFields= */ false);
  }

  private void addOtlp(ExportFormat format, List<Destination> destinations) {
    if (collector == null) {
      String why = "no collector is named, neither by the policy nor by the environment";
      err.println("sallyport: export: otlp: " + why);
      outages.failing("otlp", why);
      return;
    }
    Carrier carrier = new OtlpCarrier(new OtlpLogs(collector, origin));
    destinations.add(
        new Destination(
            new Courier(collector.toString(), carrier, threads, outages, err),
            format,
            /* wantsFields= */ true));
  }

  private Carrier carrier(ExportTarget.ToSyslog syslog, Export export) {
    return new SyslogCarrier(
        new Peer(syslog.host(), syslog.port(), syslog.tls()),
        new SyslogMessage(export.format(), hostName(), pid, origin.version()));
  }

  private static String name(ExportTarget.ToSyslog syslog) {
    String host = syslog.host().indexOf(':') < 0 ? syslog.host() : "[" + syslog.host() + "]";
    return (syslog.tls() ? "syslog+tls://" : "syslog+tcp://") + host + ":" + syslog.port();
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException unnamed) {
      return "";
    }
  }
}
