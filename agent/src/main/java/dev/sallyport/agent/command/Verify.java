package dev.sallyport.agent.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.agent.audit.AuditTrail;
import dev.sallyport.agent.audit.TrailCheck;
import dev.sallyport.agent.audit.TrailFinding;
import dev.sallyport.agent.audit.TrailSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds an audit file against its chain and its signatures. */
@Command(
    name = "verify",
    headerHeading = "Example: sallyport verify --key audit.key.pub audit.jsonl%n%n",
    header = "Tell whether an audit file and its older parts are as they were written.%n",
    description =
        "Records that were lost and counted, and ends that a kill tore off, are told and are no"
            + " findings.%n")
final class Verify implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "<audit.jsonl>",
      description = "The audit file; its older parts are found beside it.")
  private Path file;

  @Option(
      names = "--key",
      paramLabel = "<key.pub>",
      description = "The public key (PEM) that checkpoints are signed by; may be given again.")
  private List<Path> keys = new ArrayList<>();

  @Option(
      names = "--expect-head",
      paramLabel = "<chain>",
      description = "The chain value of a record that has to be there.")
  private String head = "";

  @Option(names = "--format", paramLabel = "text|json", description = "Lines, or one JSON object.")
  private Format format = Format.TEXT;

  enum Format {
    TEXT,
    JSON
  }

  @Override
  public Integer call() throws IOException {
    AuditTrail trail = new AuditTrail(file);
    if (trail.files().isEmpty() || Files.exists(file)) {
      AuditInput.check(file, spec);
    }
    PrintWriter out = spec.commandLine().getOut();
    return switch (format) {
      case TEXT -> text(trail, out);
      case JSON -> json(trail, out);
    };
  }

  private int text(AuditTrail trail, PrintWriter out) throws IOException {
    TrailSummary summary =
        check(trail, finding -> out.println(Printable.of(VerifyText.of(finding)))).run();
    VerifyText.lines(summary, !keys.isEmpty()).forEach(out::println);
    return code(summary);
  }

  private int json(AuditTrail trail, PrintWriter out) throws IOException {
    TrailSummary summary;
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartObject();
      json.writeArrayFieldStart("findings");
      summary = check(trail, finding -> write(finding, json)).run();
      json.writeEndArray();
      json.writeNumberField("files", summary.files());
      json.writeNumberField("records", summary.records());
      json.writeNumberField("first", summary.first());
      json.writeNumberField("last", summary.last());
      json.writeStringField("head", summary.head());
      json.writeNumberField("checkpoints", summary.checkpoints());
      json.writeNumberField("signed", summary.signed());
      json.writeNumberField("signedTo", summary.signedTo());
      json.writeNumberField("gaps", summary.gaps());
      json.writeNumberField("lost", summary.lost());
      json.writeNumberField("torn", summary.torn());
      json.writeNumberField("tornBytes", summary.tornBytes());
      json.writeNumberField("timesBack", summary.timesBack());
      json.writeBooleanField("stopped", summary.stopped());
      json.writeEndObject();
    }
    out.println();
    return code(summary);
  }

  private static void write(TrailFinding finding, JsonGenerator json) {
    try {
      json.writeStartObject();
      json.writeStringField("kind", finding.kind().name().toLowerCase(Locale.ROOT));
      json.writeStringField("file", finding.file().toString());
      json.writeNumberField("line", finding.line());
      json.writeNumberField("seq", finding.seq());
      json.writeStringField("id", finding.id());
      json.writeStringField("what", finding.what());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TrailCheck check(AuditTrail trail, Consumer<TrailFinding> findings) throws IOException {
    List<String> texts = new ArrayList<>();
    for (Path key : keys) {
      AuditInput.check(key, spec);
      texts.add(Files.readString(key));
    }
    try {
      return new TrailCheck(trail, texts, head, findings);
    } catch (GeneralSecurityException | IllegalArgumentException noKey) {
      throw new ParameterException(
          spec.commandLine(), "a key is no public key of Ed25519 in PEM: " + noKey.getMessage());
    }
  }

  private static int code(TrailSummary summary) {
    return (summary.findings() == 0 ? ExitCode.OK : ExitCode.FOUND).code();
  }
}
