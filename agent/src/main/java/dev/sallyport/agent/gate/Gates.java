package dev.sallyport.agent.gate;

import dev.sallyport.agent.client.HopReaders;
import dev.sallyport.agent.context.Arrival;
import dev.sallyport.agent.context.Cause;
import dev.sallyport.agent.context.Contexts;
import dev.sallyport.agent.context.Server;
import dev.sallyport.agent.context.ThreadState;
import dev.sallyport.agent.credential.Secrets;
import dev.sallyport.agent.enforce.Denial;
import dev.sallyport.agent.enforce.Enforcer;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.weave.Check;
import dev.sallyport.agent.weave.Door;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.HookTable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Behind the doors: the one implementation of {@link SallyportGate.Guard}.
 *
 * <p>Leaving is a plain write and no call: on a stack that is about to overflow a call could fail,
 * and the thread's later operations would count as the agent's own.
 *
 * <p>A hook that fires while the agent itself is at work on the thread is let through, so that the
 * agent's own I/O never decides on itself. A gate that fails is a denial.
 */
public final class Gates extends SallyportGate.Guard {
  private static final Refusal CANARY = new Refusal("canary", "canary");

  /** Stands for the context that the server's own work has not. Nobody is given null to enter. */
  private static final Object SERVER = new Object();

  private final HookTable table;
  private final Contexts contexts;
  private final Checkpoint checkpoint;
  private final Enforcer enforcer;
  private final Replacement replacement;
  private final @Nullable Dispatch dispatch;
  private final Chains chains;
  private final NativeGate natives;
  private final AgentGate agent;
  private final RequestDoor requests;
  private final InboundDoor inbound;
  private final @Nullable Check[] serving;
  private final Map<Check, Gate> gates = new EnumMap<>(Check.class);

  /** Not volatile: only the thread that sent it has to see it. */
  private @Nullable Canary canary;

  /** Whether anything but woven code has called a door. */
  private volatile boolean intruded;

  /** What takes the place of a framework's own handlers, or of what they answer by. */
  public interface Replacement {
    /** Throws only in enforce mode, where a server without its first gate must not come up. */
    Object replace(Hook hook, Object owner, Object result);

    /**
     * What a request is answered by from now on; or what the method is to answer, where the request
     * has been refused. Throws only in enforce mode.
     *
     * @param owner whose it is, where the row says
     * @param asked by a client
     */
    default @Nullable Object exchange(
        Hook hook, @Nullable Object owner, Object asked, Object reply) {
      throw new IllegalStateException(hook.id());
    }
  }

  /** What calls of tools pass in servers that have no framework. */
  public interface Dispatch {
    /**
     * A tool is called.
     *
     * @param tool its name
     * @param result of the method that is called; null where that is no object
     * @return what is answered instead where that is not null; a refusal may be thrown
     */
    @Nullable Object dispatch(
        Hook hook, @Nullable Object tool, @Nullable Object arguments, @Nullable Class<?> result);

    /** The call that last began on this thread answered; what its caller gets, or a throw. */
    @Nullable Object answered(Hook hook, @Nullable Object result);

    /** The same, where it failed. */
    Object failed(Hook hook, Throwable failure);
  }

  /** What has chains of operators run in the context that they are subscribed to in. */
  public interface Chains {
    /**
     * What takes a subscriber's place at its source.
     *
     * @param source null where several share it
     * @param context for {@link SallyportGate#enter} and {@code leave}
     */
    Object carry(@Nullable Object source, Object subscriber, Object context);
  }

  /**
   * The guard of one JVM.
   *
   * @param server the policy in force
   * @param clients who are behind messages
   * @param process this one
   * @param own the agent's classes
   * @param peers whom connections with TLS lead to
   * @param secrets which are looked for in what leaves
   * @param readers of clients' requests
   * @param dispatch null where no row calls it
   */
  public Gates(
      Server server,
      HookTable table,
      Contexts contexts,
      Checkpoint checkpoint,
      Clients clients,
      Enforcer enforcer,
      Paths paths,
      Descriptors descriptors,
      Inodes inodes,
      OwnProcess process,
      OwnClasses own,
      Memory memory,
      TlsPeers peers,
      Secrets secrets,
      WithheldFiles withheld,
      HopReaders readers,
      Replacement replacement,
      @Nullable Dispatch dispatch,
      Chains chains) {
    this.table = table;
    this.serving = serving(table);
    this.contexts = contexts;
    this.checkpoint = checkpoint;
    this.enforcer = enforcer;
    this.replacement = replacement;
    this.dispatch = dispatch;
    this.chains = chains;
    Gate files = new FileGate(checkpoint, paths, descriptors, inodes, withheld);
    Gate reads = new ReadGate(checkpoint, paths, inodes);
    ResolvedNames resolved = new ResolvedNames();
    AddressUse addresses = new AddressUse(checkpoint, paths, resolved);
    McpUse mcp = new McpUse(checkpoint);
    WireGate wire = new WireGate(checkpoint, mcp);
    Gate network = new NetworkGate(checkpoint, addresses, resolved, wire, memory, secrets);
    Gate tls = new TlsGate(wire, peers, resolved, secrets);
    Gate names = new NameGate(checkpoint, resolved);
    Gate proxies = new ProxyGate(checkpoint, addresses);
    Gate processes = new ProcessGate(checkpoint, paths, process);
    Gate handles = new ProcessHandleGate(checkpoint, contexts, process.relatives());
    Gate environment = new EnvironmentGate(checkpoint, contexts, process.environment());
    ClientTokens tokens = new ClientTokens(InstantSource.system());
    inbound = new InboundDoor(server, contexts, tokens, clients, checkpoint, enforcer);
    requests =
        new RequestDoor(
            contexts,
            readers,
            new HttpGate(
                checkpoint,
                List.of(
                    new HostHeader(checkpoint),
                    new McpInspection(mcp),
                    new TokenPassthrough(checkpoint, tokens),
                    new CredentialInspection(checkpoint, secrets))),
            checkpoint,
            enforcer);
    Gate jvm = new JvmGate(checkpoint, paths, own);
    natives = new NativeGate(checkpoint, paths);
    agent = new AgentGate(checkpoint, own);
    for (Check check : Check.values()) {
      switch (check) {
        case FILE_STAT,
            FILE_STAT_LINK,
            FILE_LIST,
            FILE_READ,
            FILE_WRITE,
            FILE_WRITE_LINK,
            FILE_MAKE_DIRECTORY,
            FILE_DELETE,
            FILE_OPEN,
            FILE_OPEN_RANDOM,
            FILE_OPEN_AT,
            FILE_STAT_AT,
            FILE_DELETE_AT,
            FILE_MOVE,
            FILE_MOVE_AT,
            FILE_WRITE_AT,
            FILE_WRITE_OPEN,
            FILE_DELETE_ON_EXIT,
            FILE_EXIT,
            FILE_SHARE,
            FILE_LINK,
            FILE_SYMLINK ->
            gates.put(check, files);
        case FILE_BYTES, FILE_BYTE, FILE_LINE, FILE_MAP, FILE_COPY -> gates.put(check, reads);
        case CONNECT,
            SEND,
            BIND,
            SOCKET_OPEN,
            SOCKET_WRITE,
            SOCKET_WRITE_VECTOR,
            SOCKET_READ,
            JOIN,
            REACH,
            VSOCK ->
            gates.put(check, network);
        case TLS_WRITE, TLS_WRAP -> gates.put(check, tls);
        case MCP_CLIENT -> gates.put(check, new McpGate(mcp));
        case RESOLVE, RESOLVE_INSIDE, REVERSE -> gates.put(check, names);
        case GRPC_CALL -> gates.put(check, new ChannelGate(checkpoint));
        case SOCKS_TARGET, SOCKS, TUNNEL -> gates.put(check, proxies);
        case PROCESS -> gates.put(check, processes);
        case PROCESS_FIND, PROCESS_LIST, PROCESS_DESCRIBE, PROCESS_END -> gates.put(check, handles);
        case ENVIRONMENT, ENVIRONMENT_VIEW, ENVIRONMENT_COPY -> gates.put(check, environment);
        case JVM_EXIT, JVM_SIGNAL, JVM_ATTACH, JVM_INSTRUMENT, JVM_DIAGNOSTICS, JVM_HEAP_DUMP ->
            gates.put(check, jvm);
        case NATIVE_ACCESS, LIBRARY_LOAD -> gates.put(check, natives);
        case REFLECT, LOOK_INTO, DEFINE_CLASS, FIELD_OFFSET, THREAD -> gates.put(check, agent);
        case INBOUND_SERVLET,
            INBOUND_JDK,
            INBOUND_REACTOR_NETTY,
            INBOUND_VERTX,
            INBOUND_HELIDON,
            INBOUND_KTOR,
            INBOUND_MICRONAUT,
            INBOUND_SOLON -> {}
        case HTTP_CLIENT,
            HTTP_URL_CONNECTION,
            HTTP_NETTY,
            HTTP2_NETTY,
            HTTP_VERTX,
            HTTP_JETTY,
            OKHTTP,
            APACHE_4,
            APACHE_5,
            HTTP_AHC,
            CONTEXT,
            SUBSCRIBE,
            TOOL_CALL,
            TOOL_LIST,
            RESOURCE_READ,
            RESOURCE_SUBSCRIPTION,
            RESOURCE_LIST,
            TEMPLATE_LIST,
            PROMPT_GET,
            PROMPT_LIST,
            COMPLETION,
            REQUEST_HANDLER -> {}
      }
    }
  }

  /** From now on this thread's canary is expected, or none. */
  public void expect(@Nullable Canary next) {
    canary = next;
  }

  @Override
  public boolean check(int stamp, Object a, Object b, int n, int m) {
    int number = number(stamp);
    if (number < 0) {
      return false;
    }
    Hook hook = table.row(number);
    if (isCanary(number)) {
      return enforcer.refuse(hook.denied(), CANARY);
    }
    if (hook.check().isInbound()) {
      return inbound.check(hook, a, b);
    }
    if (hook.check().isRequest()) {
      return requests.check(hook, a, b);
    }
    if (isOrdinary(hook.check(), a, b, n, m)) {
      return false;
    }
    ThreadState state = contexts.enter();
    if (state == null) {
      return false;
    }
    Refusal refusal;
    try {
      refusal = gates.get(hook.check()).check(hook, state.context(), a, b, n, m);
    } catch (Throwable failure) {
      refusal = fault(hook, state, failure);
    } finally {
      state.inside = false;
    }
    return refusal != null && enforcer.refuse(hook.denied(), refusal);
  }

  @Override
  public void send(int stamp, Object socket, long address, int count) {
    int number = number(stamp);
    if (number < 0) {
      return;
    }
    Hook hook = table.row(number);
    if (isCanary(number)) {
      enforcer.refuse(hook.denied(), CANARY);
    }
    ThreadState state = contexts.enter();
    if (state == null) {
      return;
    }
    Refusal refusal;
    try {
      refusal = gates.get(hook.check()).send(hook, state.context(), socket, address, count);
    } catch (Throwable failure) {
      refusal = fault(hook, state, failure);
    } finally {
      state.inside = false;
    }
    if (refusal != null) {
      enforcer.refuse(hook.denied(), refusal);
    }
  }

  /** Reflection is used far more than it is decided on: that has to cost next to nothing. */
  private boolean isOrdinary(Check check, Object a, Object b, int n, int m) {
    return switch (check) {
      case REFLECT, LOOK_INTO, DEFINE_CLASS, FIELD_OFFSET, THREAD ->
          agent.isOrdinary(check, a, b, n);
      case NATIVE_ACCESS -> natives.isOrdinary(a, b, m);
      default -> false;
    };
  }

  /** A canary goes on: what was opened for it is closed by whoever opened it. */
  @Override
  public void verify(int stamp, Object a, Object b, int n, int m) {
    int number = number(stamp);
    if (number < 0) {
      return;
    }
    Hook hook = table.row(number);
    if (isCanary(number)) {
      return;
    }
    ThreadState state = contexts.enter();
    if (state == null) {
      return;
    }
    Refusal refusal;
    try {
      refusal = gates.get(hook.check()).verify(hook, state.context(), a, b, n, m);
    } catch (Throwable failure) {
      refusal = fault(hook, state, failure);
    } finally {
      state.inside = false;
    }
    if (refusal != null) {
      enforcer.refuse(hook.denied(), refusal);
    }
  }

  @Override
  public Object replace(int stamp, Object owner, Object result) {
    int number = number(stamp);
    if (number < 0) {
      return result;
    }
    stopCanary(number);
    ThreadState state = contexts.enter();
    if (state == null) {
      return result;
    }
    Hook hook = table.row(number);
    Gate gate = gates.get(hook.check());
    if (gate != null) {
      return filter(gate, hook, state, owner, result);
    }
    try {
      return replacement.replace(hook, owner, result);
    } finally {
      state.inside = false;
    }
  }

  private Object filter(Gate gate, Hook hook, ThreadState state, Object a, Object result) {
    Refusal refusal;
    try {
      return gate.filter(hook, state.context(), a, result);
    } catch (Throwable failure) {
      refusal = fault(hook, state, failure);
    } finally {
      state.inside = false;
    }
    if (refusal != null) {
      enforcer.refuse(Denial.SECURITY, refusal);
    }
    return result;
  }

  @Override
  public Object exchange(int stamp, Object a, Object b, Object argument) {
    int number = number(stamp);
    if (number < 0) {
      return argument;
    }
    Hook hook = table.row(number);
    if (isCanary(number) && enforcer.refuse(hook.denied(), CANARY)) {
      return null;
    }
    if (hook.check().isRequest()) {
      return requests.exchange(hook, a, b, argument);
    }
    if (hook.denied() == Denial.ANSWERED || hook.check() == Check.REQUEST_HANDLER) {
      return replacement.exchange(hook, a, b, argument);
    }
    ThreadState state = contexts.enter();
    if (state == null) {
      return argument;
    }
    Object given = argument;
    Refusal refusal;
    try {
      if (hook.check() == Check.SUBSCRIBE) {
        Cause cause = state.cause();
        return chains.carry(a, argument, cause == null ? SERVER : cause);
      }
      Exchange exchange = gates.get(hook.check()).exchange(hook, state.context(), a, b, argument);
      given = exchange.argument();
      refusal = exchange.refusal();
    } catch (Throwable failure) {
      refusal = fault(hook, state, failure);
    } finally {
      state.inside = false;
    }
    if (refusal != null) {
      enforcer.refuse(hook.denied(), refusal);
    }
    return given;
  }

  @Override
  public Object dispatch(int stamp, Object tool, Object arguments, Class<?> result) {
    int number = number(stamp);
    return number < 0 || dispatch == null
        ? null
        : dispatch.dispatch(table.row(number), tool, arguments, result);
  }

  @Override
  public Object answered(int stamp, Object result) {
    int number = number(stamp);
    return number < 0 || dispatch == null ? result : dispatch.answered(table.row(number), result);
  }

  @Override
  public Object failed(int stamp, Throwable failure) {
    int number = number(stamp);
    return number < 0 || dispatch == null ? null : dispatch.failed(table.row(number), failure);
  }

  @Override
  public void capture(int stamp, Object work) {
    if (isHook(stamp)) {
      contexts.capture(work);
    }
  }

  @Override
  public void discard(int stamp, Object work) {
    if (isHook(stamp)) {
      contexts.discard(work);
    }
  }

  @Override
  public void inherit(int stamp, Object thread, int how) {
    if (isHook(stamp)) {
      contexts.inherit((Thread) thread, how);
    }
  }

  @Override
  public void register(int stamp, Object callback) {
    if (isHook(stamp)) {
      contexts.register(callback);
    }
  }

  @Override
  public void adopt(int stamp, Object work) {
    if (isHook(stamp)) {
      contexts.adopt(work);
    }
  }

  @Override
  public void resume(int stamp, Object callback) {
    if (isHook(stamp)) {
      contexts.resume(callback);
    }
  }

  @Override
  public void begin(int stamp, Object work) {
    if (isHook(stamp)) {
      contexts.beginWork(work);
    }
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // equals of a record would link classes inside a hook
  public void end(int stamp) {
    int number = number(stamp);
    if (number < 0) {
      return;
    }
    Check served = serving[number];
    Arrival arrival = served == null ? null : contexts.arrival();
    contexts.end();
    if (served != null && arrival != null && contexts.arrival() != arrival) {
      inbound.left(table.row(number), served, arrival);
    }
  }

  /** By the number of a row that has a request served, what judges it on the way in; else null. */
  private static @Nullable Check[] serving(HookTable table) {
    List<Hook> inbound = new ArrayList<>();
    for (Hook row : table.rows()) {
      if (row.check().isInbound()) {
        inbound.add(row);
      }
    }
    @Nullable Check[] serving = new Check[table.rows().size()];
    for (int number = 0; number < serving.length; number++) {
      Hook row = table.row(number);
      for (Hook judged : inbound) {
        if (row.door() == Door.SCOPE
            && judged.owner().equals(row.owner())
            && judged.method().equals(row.method())
            && judged.descriptor().equals(row.descriptor())) {
          serving[number] = judged.check();
        }
      }
    }
    return serving;
  }

  /** Whether a context is to follow the work there; a canary goes no further. */
  private boolean isHook(int stamp) {
    int number = number(stamp);
    if (number < 0) {
      return false;
    }
    stopCanary(number);
    return true;
  }

  /** The row that woven code stands for; negative in audit mode where it is not woven code. */
  private int number(int stamp) {
    int number = table.number(stamp);
    if (number < 0) {
      intruded();
    } else if (intruded) {
      checkpoint.disarm();
    }
    return number;
  }

  /** Noted by a plain write first: a caller may see to it that there is no stack for more. */
  private void intruded() {
    intruded = true;
    ThreadState state = contexts.enter();
    if (state == null) {
      return;
    }
    Refusal refusal;
    try {
      refusal = checkpoint.intruded(state.context());
    } finally {
      state.inside = false;
    }
    if (refusal != null) {
      enforcer.refuse(Denial.SECURITY, refusal);
    }
  }

  @Override
  public void enter(Object context) {
    if (isOurs(context)) {
      contexts.begin(context == SERVER ? null : (Cause) context);
    }
  }

  @Override
  public void leave(Object context) {
    if (isOurs(context)) {
      contexts.end();
    }
  }

  /** Whether an exchange handed it out: to have it is to know the seal. */
  private boolean isOurs(@Nullable Object context) {
    boolean ours = context == SERVER || context instanceof Cause;
    if (!ours) {
      intruded();
    }
    return ours;
  }

  private boolean isCanary(int number) {
    Canary expected = canary;
    return expected != null && expected.comesTo(number);
  }

  private void stopCanary(int number) {
    Canary expected = canary;
    if (expected != null && expected.comesTo(number)) {
      throw expected;
    }
  }

  private @Nullable Refusal fault(Hook hook, ThreadState state, Throwable failure) {
    return checkpoint.fault(state.context(), new Subject("agent", "check", hook.id()), failure);
  }
}
