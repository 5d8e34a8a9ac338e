package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;
import static dev.sallyport.agent.weave.Operand.parameter;

import dev.sallyport.agent.enforce.Denial;
import java.util.List;

/**
 * OkHttp from 3.9, in HTTP/1.1 and HTTP/2. A refusal is an {@code IOException} as its interceptors
 * throw it, of the kind that it does not try again.
 *
 * <p>A call that waits is started by whichever call ends, so each is registered where it is made.
 */
public final class OkHttpHooks {
  private static final String OKHTTP = "okhttp3/";
  private static final String INTERNAL = OKHTTP + "internal/";
  private static final String INTERCEPT =
      "(L" + OKHTTP + "Interceptor$Chain;)L" + OKHTTP + "Response;";
  private static final String TASK = INTERNAL + "concurrent/Task";

  private OkHttpHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    Rows rows = new Rows()
        .whenLoaded(INTERNAL + "connection/ConnectInterceptor")
        .check("intercept", INTERCEPT, Check.OKHTTP, Denial.PROTOCOL, arg(0))
        .optional(INTERNAL + "http/CallServerInterceptor");
    for (String writer : List.of("http/HttpCodec", "connection/Exchange")) {
      rows.exchangeBefore(writing(INTERNAL + writer), "intercept", INTERCEPT, Check.OKHTTP, Denial.PROTOCOL, parameter(0), NOTHING, arg(0));
    }
    queued(rows, OKHTTP + "RealCall")
        .context(Door.RESUME, "execute", "()V", SELF);
    queued(rows, INTERNAL + "connection/RealCall");
    return rows
        .optional(INTERNAL + "concurrent/TaskQueue")
        .context(Door.CAPTURE, "scheduleAndDecide$okhttp", "(L" + TASK + ";JZ)Z", arg(0))
        .optional(INTERNAL + "concurrent/TaskRunner")
        .context(Door.SCOPE, "runTask", "(L" + TASK + ";)V", arg(0))
        .optional(INTERNAL + "concurrent/TaskRunner$runnable$1")
        .context(Door.SCOPE, "run", "()V", NOTHING)
        .adoptBefore(TASK, "runOnce", "()J", "run", "()V", SELF)
        .rows();
  }
  // spotless:on

  /** Until 4, it is a runnable of OkHttp's own, with another method. */
  private static Rows queued(Rows rows, String call) {
    return rows.whenLoaded(call + "$AsyncCall")
        .context(Door.REGISTER, "<init>", "(L" + call + ";L" + OKHTTP + "Callback;)V", SELF)
        .optional(call + "$AsyncCall")
        .context(Door.RESUME, "run", "()V", SELF);
  }

  private static Hook.Callee writing(String writer) {
    return new Hook.Callee(writer, "writeRequestHeaders", "(L" + OKHTTP + "Request;)V");
  }
}
