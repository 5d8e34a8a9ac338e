package dev.sallyport.agent.audit;

import dev.sallyport.agent.record.Sink;
import dev.sallyport.agent.record.SinkSource;
import java.io.File;
import java.io.PrintStream;

/**
 * Opens what says, when the server stops, what would have been refused.
 *
 * @param jar the one of the command that shows it
 */
public record ClosingLineSource(File jar, AuditLocation audit, PrintStream err)
    implements SinkSource {

  @Override
  public Sink open() {
    return new ClosingLine(jar, audit, err);
  }
}
