package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;
import static dev.sallyport.agent.weave.Operand.parameter;

import dev.sallyport.agent.enforce.Denial;
import java.util.ArrayList;
import java.util.List;

/**
 * Jetty's client in HTTP/1.1 and HTTP/2, from 9.4.31 to 12.1.
 *
 * <p>An exchange is one hop. It may be sent, and is answered, by a thread that serves many, so the
 * context travels with it; to a redirect, too, which its end leads to. It is decided on when its
 * transport begins to send it, with all that the client adds; what of it is a secret is written
 * where its fields are handed to the generator of bytes.
 *
 * <p>When a connection ends or is given back while exchanges wait for their destination, another
 * may be opened for them. That is for whoever queued last, who still waits if anyone does.
 */
public final class JettyHttpHooks {
  private static final String JETTY = "org/eclipse/jetty/";
  private static final String CLIENT = JETTY + "client/";
  private static final String CALLBACK = "L" + JETTY + "util/Callback;";
  private static final String META = JETTY + "http/MetaData$Request";
  private static final String WHAT =
      "Ljava/lang/String;L"
          + JETTY
          + "http/HttpURI;L"
          + JETTY
          + "http/HttpVersion;L"
          + JETTY
          + "http/HttpFields;";
  private static final Hook.Callee META_9 = new Hook.Callee(META, "<init>", "(" + WHAT + "J)V");
  private static final Hook.Callee META_9_HTTP2 =
      new Hook.Callee(META, "<init>", "(" + WHAT + ")V");
  private static final Hook.Callee META_10 =
      new Hook.Callee(META, "<init>", "(" + WHAT + "JLjava/util/function/Supplier;)V");

  private JettyHttpHooks() {}

  public static List<Hook> rows() {
    List<Hook> rows = new ArrayList<>(exchanges(CLIENT, "Ljava/util/List;", CLIENT + "api/"));
    String transport = CLIENT + "transport/";
    rows.addAll(exchanges(transport, "L" + transport + "ResponseListeners;", CLIENT));
    String before = CLIENT + "http/HttpSenderOverHTTP";
    rows.addAll(senders(CLIENT, before, JETTY + "http2/client/http/HttpSenderOverHTTP2"));
    rows.addAll(sendersOf9(before, JETTY + "http2/client/http/HttpSenderOverHTTP2"));
    rows.addAll(
        senders(
            transport,
            transport + "internal/HttpSenderOverHTTP",
            JETTY + "http2/client/transport/internal/HttpSenderOverHTTP2"));
    return List.copyOf(rows);
  }

  // spotless:off
  private static List<Hook> exchanges(String types, String listeners, String api) {
    String exchange = "L" + types + "HttpExchange;";
    String result = api + "Result";
    String connection = "(L" + api + "Connection;)";
    return new Rows()
        .whenLoaded(types + "HttpExchange")
        .context(Door.REGISTER, "<init>", "(L" + types + "HttpDestination;L" + types + "HttpRequest;" + listeners + ")V", SELF)
        .whenLoaded(types + "HttpDestination")
        .context(Door.REGISTER, "send", "(" + exchange + ")V", SELF)
        .context(Door.RESUME, "release", connection + "V", SELF)
        .context(Door.RESUME, "remove", connection + "Z", SELF)
        .context(Door.RESUME, "succeeded", "()V", SELF)
        .whenLoaded(types + "HttpSender")
        .context(Door.RESUME, "send", "(" + exchange + ")V", arg(0))
        .context(Door.RESUME, "terminateRequest", "(" + exchange + "Ljava/lang/Throwable;L" + result + ";)V", arg(0))
        .whenLoaded(types + "HttpReceiver")
        .context(Door.RESUME, "terminateResponse", "(" + exchange + "L" + result + ";)V", arg(0))
        .rows();
  }

  /** From 10 on. */
  private static List<Hook> senders(String types, String http1, String http2) {
    String sent = "(L" + types + "HttpExchange;Ljava/nio/ByteBuffer;Z" + CALLBACK + ")V";
    Rows rows = new Rows();
    for (String sender : List.of(http1, http2)) {
      rows.optional(sender)
          .exchange("sendHeaders", sent, Check.HTTP_JETTY, Denial.CLIENT, NOTHING, NOTHING, arg(0))
          .exchangeBefore(META_10, "sendHeaders", sent, Check.HTTP_JETTY, Denial.SECURITY, parameter(0), NOTHING, arg(3));
    }
    return rows.rows();
  }

  private static List<Hook> sendersOf9(String http1, String http2) {
    String exchange = "L" + CLIENT + "HttpExchange;";
    String content = "L" + CLIENT + "HttpContent;";
    String sent = "(" + exchange + content + CALLBACK + ")V";
    String made = "(L" + http1 + ";" + exchange + content + CALLBACK + ")V";
    return new Rows()
        .optional(http1)
        .exchange("sendHeaders", sent, Check.HTTP_JETTY, Denial.CLIENT, NOTHING, NOTHING, arg(0))
        .optional(http1 + "$HeadersCallback")
        .exchangeBefore(META_9, "<init>", made, Check.HTTP_JETTY, Denial.SECURITY, parameter(1), NOTHING, arg(3))
        .optional(http2)
        .exchange("sendHeaders", sent, Check.HTTP_JETTY, Denial.CLIENT, NOTHING, NOTHING, arg(0))
        .exchangeBefore(META_9_HTTP2, "sendHeaders", sent, Check.HTTP_JETTY, Denial.SECURITY, parameter(0), NOTHING, arg(3))
        .rows();
  }
  // spotless:on
}
