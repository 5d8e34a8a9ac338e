package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;
import static dev.sallyport.agent.weave.Operand.parameter;

import dev.sallyport.agent.enforce.Denial;
import java.util.ArrayList;
import java.util.List;

/**
 * Apache HttpClient from 4.3, HttpAsyncClient from 4.0 and HttpClient 5, classic and asynchronous:
 * before a connection is asked for, at each hop, and where a request is written, which also minimal
 * clients do.
 *
 * <p>Their reactors' threads serve everyone, so what they call back is registered where it is made.
 */
public final class ApacheHooks {
  private static final String HTTP4 = "org/apache/http/";
  private static final String NIO4 = HTTP4 + "impl/nio/";
  private static final String REQUEST4 = "L" + HTTP4 + "HttpRequest;";
  private static final String CONTEXT4 = "L" + HTTP4 + "protocol/HttpContext;";
  private static final String CLIENT5 = "org/apache/hc/client5/http/";
  private static final String CORE5 = "org/apache/hc/core5/";
  private static final String HTTP5 = CORE5 + "http/";
  private static final String REQUEST5 = "L" + HTTP5 + "HttpRequest;";
  private static final String CLASSIC5 = "L" + HTTP5 + "ClassicHttpRequest;";
  private static final String QUEUE = "java/util/Queue";
  private static final String ADDED = "(Ljava/lang/Object;)Z";
  private static final String FAILED = "(Ljava/lang/Exception;)V";

  private ApacheHooks() {}

  public static List<Hook> rows() {
    List<Hook> rows = new ArrayList<>(classic4());
    rows.addAll(async4());
    rows.addAll(classic5());
    rows.addAll(async5());
    rows.addAll(reactor5());
    return List.copyOf(rows);
  }

  // spotless:off
  static List<Hook> classic4() {
    String response = ")L" + HTTP4 + "client/methods/CloseableHttpResponse;";
    String execute = "(L" + HTTP4 + "conn/routing/HttpRoute;L" + HTTP4 + "client/methods/HttpRequestWrapper;L" + HTTP4 + "client/protocol/HttpClientContext;L" + HTTP4 + "client/methods/HttpExecutionAware;" + response;
    Hook.Callee next = new Hook.Callee(HTTP4 + "impl/execchain/ClientExecChain", "execute", execute);
    return new Rows()
        .whenLoaded(HTTP4 + "impl/execchain/ProtocolExec")
        .exchangeBefore(next, "execute", execute, Check.APACHE_4, Denial.SECURITY, arg(0), arg(2), arg(1))
        .whenLoaded(HTTP4 + "protocol/HttpRequestExecutor")
        .exchange("execute", "(" + REQUEST4 + "L" + HTTP4 + "HttpClientConnection;" + CONTEXT4 + ")L" + HTTP4 + "HttpResponse;", Check.APACHE_4, Denial.SECURITY, arg(2), NOTHING, arg(0))
        .rows();
  }

  static List<Hook> async4() {
    String state = "L" + NIO4 + "client/InternalState;";
    String exec = NIO4 + "client/MainClientExec";
    String handler = NIO4 + "client/AbstractClientExchangeHandler";
    String connection = HTTP4 + "nio/NHttpClientConnection";
    String host = "L" + HTTP4 + "HttpHost;";
    Hook.Callee redirect = new Hook.Callee(NIO4 + "client/InternalState", "setRedirect", "(L" + HTTP4 + "client/methods/HttpUriRequest;)V");
    Hook.Callee submit = new Hook.Callee(connection, "submitRequest", "(" + REQUEST4 + ")V");
    Rows rows = new Rows()
        .optional(exec)
        .exchange("prepare", "(" + state + host + REQUEST4 + ")V", Check.APACHE_4, Denial.PROTOCOL, arg(1), arg(0), arg(2))
        .exchange("prepare", "(" + host + REQUEST4 + state + "L" + handler + ";)V", Check.APACHE_4, Denial.PROTOCOL, arg(0), arg(2), arg(1))
        .exchangeBefore(redirect, "handleResponse", "(" + state + ")Z", Check.APACHE_4, Denial.PROTOCOL, NOTHING, parameter(0), arg(0))
        .exchangeBefore(redirect, "handleResponse", "(" + state + "L" + handler + ";)Z", Check.APACHE_4, Denial.PROTOCOL, NOTHING, parameter(0), arg(0))
        .whenLoaded(HTTP4 + "nio/protocol/HttpAsyncRequestExecutor")
        .exchangeBefore(submit, "requestReady", "(L" + connection + ";)V", Check.APACHE_4, Denial.PROTOCOL, NOTHING, NOTHING, arg(0));
    for (String kind : List.of("Default", "Minimal", "Pipelining")) {
      exchange4(rows, NIO4 + "client/" + kind + "ClientExchangeHandlerImpl");
    }
    future(rows, HTTP4 + "concurrent/BasicFuture");
    String reactor = NIO4 + "reactor/DefaultConnectingIOReactor";
    return rows
        .whenLoaded(HTTP4 + "nio/pool/LeaseRequest")
        .context(Door.REGISTER, "<init>", "(Ljava/lang/Object;Ljava/lang/Object;JJL" + HTTP4 + "concurrent/BasicFuture;)V", SELF)
        .whenLoaded(HTTP4 + "nio/pool/AbstractNIOConnPool")
        .context(Door.RESUME, "processPendingRequest", "(L" + HTTP4 + "nio/pool/LeaseRequest;)Z", arg(0))
        .whenLoaded(reactor)
        .captureBefore(QUEUE, "add", ADDED, "connect", "(Ljava/net/SocketAddress;Ljava/net/SocketAddress;Ljava/lang/Object;L" + HTTP4 + "nio/reactor/SessionRequestCallback;)L" + HTTP4 + "nio/reactor/SessionRequest;", arg(0))
        .context(Door.SCOPE, "processSessionRequests", "()V", NOTHING)
        .adoptBefore(NIO4 + "reactor/SessionRequestImpl", "isCompleted", "()Z", "processSessionRequests", "()V", SELF)
        .rows();
  }

  static List<Hook> classic5() {
    String chain = CLIENT5 + "classic/ExecChain";
    String proceed = "(" + CLASSIC5 + "L" + chain + "$Scope;)L" + HTTP5 + "ClassicHttpResponse;";
    return new Rows()
        .whenLoaded(CLIENT5 + "impl/classic/ProtocolExec")
        .exchangeBefore(new Hook.Callee(chain, "proceed", proceed), "execute", "(" + CLASSIC5 + "L" + chain + "$Scope;L" + chain + ";)L" + HTTP5 + "ClassicHttpResponse;", Check.APACHE_5, Denial.SECURITY, arg(1), NOTHING, arg(0))
        .whenLoaded(HTTP5 + "impl/io/HttpRequestExecutor")
        .exchange("execute", "(" + CLASSIC5 + "L" + HTTP5 + "io/HttpClientConnection;L" + HTTP5 + "io/HttpResponseInformationCallback;L" + HTTP5 + "protocol/HttpContext;)L" + HTTP5 + "ClassicHttpResponse;", Check.APACHE_5, Denial.SECURITY, NOTHING, NOTHING, arg(0))
        .rows();
  }

  static List<Hook> async5() {
    String chain = CLIENT5 + "async/AsyncExecChain";
    String producer = "L" + HTTP5 + "nio/AsyncEntityProducer;";
    String callback = "L" + CLIENT5 + "async/AsyncExecCallback;";
    Hook.Callee proceed = new Hook.Callee(chain, "proceed", "(" + REQUEST5 + producer + "L" + chain + "$Scope;" + callback + ")V");
    String commit = "(" + REQUEST5 + "L" + HTTP5 + "EntityDetails;)V";
    Hook.Callee submit = new Hook.Callee(HTTP5 + "impl/nio/Http1StreamChannel", "submit", "(L" + HTTP5 + "HttpMessage;ZL" + HTTP5 + "impl/nio/FlushMode;)V");
    Hook.Callee convert = new Hook.Callee(CORE5 + "http2/impl/DefaultH2RequestConverter", "convert", "(" + REQUEST5 + ")Ljava/util/List;");
    return new Rows()
        .whenLoaded(CLIENT5 + "impl/async/AsyncProtocolExec")
        .exchangeBefore(proceed, "internalExecute", "(*", Check.APACHE_5, Denial.PROTOCOL, arg(2), NOTHING, arg(0))
        .whenLoaded(HTTP5 + "impl/nio/ClientHttp1StreamHandler")
        .exchangeBefore(submit, "commitRequest", commit, Check.APACHE_5, Denial.PROTOCOL, NOTHING, NOTHING, arg(0))
        .whenLoaded(CORE5 + "http2/impl/nio/ClientH2StreamHandler")
        .exchangeBefore(convert, "commitRequest", commit, Check.APACHE_5, Denial.PROTOCOL, NOTHING, NOTHING, arg(0))
        .rows();
  }

  static List<Hook> reactor5() {
    String command = HTTP5 + "nio/command/RequestExecutionCommand";
    String executed = "(L" + command + ";)V";
    String exchange = "L" + HTTP5 + "nio/AsyncClientExchangeHandler;";
    String context = "L" + HTTP5 + "protocol/HttpContext;";
    String factory = "L" + HTTP5 + "nio/HandlerFactory;";
    String core = "L" + HTTP5 + "protocol/HttpCoreContext;)V";
    String processor = "L" + HTTP5 + "protocol/HttpProcessor;";
    String stream1 = HTTP5 + "impl/nio/ClientHttp1StreamHandler";
    String stream2 = CORE5 + "http2/impl/nio/ClientH2StreamHandler";
    String reactor = CORE5 + "reactor/SingleCoreIOReactor";
    String session = CORE5 + "reactor/IOSessionRequest";
    Rows rows = new Rows()
        .whenLoaded(command)
        .context(Door.REGISTER, "<init>", "(" + exchange + factory + "L" + CORE5 + "concurrent/CancellableDependency;" + context + ")V", SELF)
        .whenLoaded(HTTP5 + "impl/nio/ClientHttp1StreamDuplexer")
        .context(Door.RESUME, "execute", executed, arg(0))
        .optional(CORE5 + "http2/impl/nio/AbstractH2StreamMultiplexer")
        .context(Door.RESUME, "executeRequest", executed, arg(0))
        .optional(CORE5 + "http2/impl/nio/ClientH2StreamMultiplexer")
        .context(Door.RESUME, "createLocallyInitiatedStream", "(L" + HTTP5 + "nio/command/ExecutableCommand;L" + CORE5 + "http2/impl/nio/H2StreamChannel;" + processor + "L" + HTTP5 + "impl/BasicHttpConnectionMetrics;)L" + CORE5 + "http2/impl/nio/H2StreamHandler;", arg(0))
        .whenLoaded(stream1)
        .context(Door.REGISTER, "<init>", "(L" + HTTP5 + "impl/nio/Http1StreamChannel;" + processor + "L" + HTTP5 + "config/Http1Config;L" + HTTP5 + "ConnectionReuseStrategy;" + exchange + core, SELF)
        .context(Door.RESUME, "produceOutput", "()V", SELF)
        .context(Door.RESUME, "consumeHeader", "(L" + HTTP5 + "HttpResponse;L" + HTTP5 + "EntityDetails;)V", SELF)
        .context(Door.RESUME, "consumeData", "(Ljava/nio/ByteBuffer;)V", SELF)
        .context(Door.RESUME, "dataEnd", "(Ljava/util/List;)V", SELF)
        .context(Door.RESUME, "failed", FAILED, SELF)
        .whenLoaded(stream2)
        .context(Door.REGISTER, "<init>", "(L" + CORE5 + "http2/impl/nio/H2StreamChannel;" + processor + "L" + HTTP5 + "impl/BasicHttpConnectionMetrics;" + exchange + factory + core, SELF)
        .context(Door.RESUME, "produceOutput", "()V", SELF)
        .context(Door.RESUME, "consumeHeader", "(Ljava/util/List;Z)V", SELF)
        .context(Door.RESUME, "consumeData", "(Ljava/nio/ByteBuffer;Z)V", SELF)
        .context(Door.RESUME, "failed", FAILED, SELF)
        .whenLoaded(reactor)
        .captureBefore(QUEUE, "add", ADDED, "connect", "(L" + CORE5 + "net/NamedEndpoint;Ljava/net/SocketAddress;Ljava/net/SocketAddress;L" + CORE5 + "util/Timeout;Ljava/lang/Object;L" + CORE5 + "concurrent/FutureCallback;)Ljava/util/concurrent/Future;", arg(0))
        .context(Door.SCOPE, "processPendingConnectionRequests", "()V", NOTHING)
        .adoptBefore(session, "isCancelled", "()Z", "processPendingConnectionRequests", "()V", SELF);
    future(rows, CORE5 + "concurrent/BasicFuture");
    return rows.rows();
  }
  // spotless:on

  /** One exchange of HttpAsyncClient 4, which a reactor tells of all that happens. */
  private static void exchange4(Rows rows, String handler) {
    rows.optional(handler)
        .context(Door.REGISTER, "start", "()V", SELF)
        .context(Door.RESUME, "generateRequest", "()" + REQUEST4, SELF)
        .context(
            Door.RESUME,
            "produceContent",
            "(L" + HTTP4 + "nio/ContentEncoder;L" + HTTP4 + "nio/IOControl;)V",
            SELF)
        .context(Door.RESUME, "responseReceived", "(L" + HTTP4 + "HttpResponse;)V", SELF)
        .context(
            Door.RESUME,
            "consumeContent",
            "(L" + HTTP4 + "nio/ContentDecoder;L" + HTTP4 + "nio/IOControl;)V",
            SELF)
        .context(Door.RESUME, "responseCompleted", "()V", SELF);
  }

  /** Whoever completes a future calls back whoever made it. */
  private static void future(Rows rows, String future) {
    rows.whenLoaded(future)
        .context(
            Door.REGISTER,
            "<init>",
            "(L" + future.substring(0, future.lastIndexOf('/')) + "/FutureCallback;)V",
            SELF)
        .context(Door.RESUME, "completed", "(Ljava/lang/Object;)Z", SELF)
        .context(Door.RESUME, "failed", "(Ljava/lang/Exception;)Z", SELF);
  }
}
