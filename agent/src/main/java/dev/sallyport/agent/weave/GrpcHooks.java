package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;
import static dev.sallyport.agent.weave.Operand.field;

import dev.sallyport.agent.enforce.Denial;
import java.util.ArrayList;
import java.util.List;

/**
 * Whose a gRPC call is, until its headers are written, which {@link NettyHttpHooks} decides on.
 *
 * <p>A channel serves everyone. Calls wait for its connection, and whoever brings that about starts
 * them all; what they write is queued, and whoever finds the queue idle writes it all. A connection
 * that was refused to one is not tried again for a while, whoever asks, so a call to a server that
 * its caller may not connect to is refused before.
 */
public final class GrpcHooks {
  private static final String INTERNAL = "io/grpc/internal/";

  private GrpcHooks() {}

  public static List<Hook> rows() {
    List<Hook> rows = new ArrayList<>(calls());
    rows.addAll(writes("io/grpc/netty/", "io/netty/"));
    rows.addAll(writes("io/grpc/netty/shaded/io/grpc/netty/", "io/grpc/netty/shaded/io/netty/"));
    return List.copyOf(rows);
  }

  // spotless:off
  private static List<Hook> calls() {
    return new Rows()
        .whenLoaded(INTERNAL + "ManagedChannelImpl$RealChannel")
        .check("newCall", "(Lio/grpc/MethodDescriptor;Lio/grpc/CallOptions;)Lio/grpc/ClientCall;", Check.GRPC_CALL, Denial.SECURITY, field("authority", "Ljava/lang/String;"))
        .whenLoaded(INTERNAL + "DelayedClientCall")
        .context(Door.REGISTER, "start", "(Lio/grpc/ClientCall$Listener;Lio/grpc/Metadata;)V", SELF)
        .context(Door.RESUME, "drainPendingCalls", "()V", SELF)
        .optional(INTERNAL + "DelayedClientCall")
        .context(Door.RESUME, "internalStart", "(Lio/grpc/ClientCall$Listener;)V", SELF)
        .whenLoaded(INTERNAL + "DelayedStream")
        .context(Door.REGISTER, "start", "(L" + INTERNAL + "ClientStreamListener;)V", SELF)
        .context(Door.RESUME, "setStream", "(L" + INTERNAL + "ClientStream;)Ljava/lang/Runnable;", SELF)
        .context(Door.RESUME, "drainPendingCalls", "()V", SELF)
        .rows();
  }

  private static List<Hook> writes(String grpc, String netty) {
    String queue = grpc + "WriteQueue";
    String command = queue + "$QueuedCommand";
    String channel = "L" + netty + "channel/Channel";
    return new Rows()
        .whenLoaded(queue)
        .captureBefore("java/util/Queue", "add", "(Ljava/lang/Object;)Z", "enqueue", "(L" + command + ";Z)" + channel + "Future;", arg(0))
        .captureBefore("java/util/Queue", "add", "(Ljava/lang/Object;)Z", "enqueue", "(Ljava/lang/Runnable;Z)V", arg(0))
        .context(Door.SCOPE, "flush", "()V", NOTHING)
        .adoptBefore(command, "run", "(" + channel + ";)V", "flush", "()V", SELF)
        .rows();
  }
  // spotless:on
}
