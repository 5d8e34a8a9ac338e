package dev.sallyport.agent.start;

import dev.sallyport.agent.framework.declared.DispatchPoints;
import dev.sallyport.agent.weave.ApacheHooks;
import dev.sallyport.agent.weave.AsyncHttpClientHooks;
import dev.sallyport.agent.weave.ContextHooks;
import dev.sallyport.agent.weave.FileHooks;
import dev.sallyport.agent.weave.GrpcHooks;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.HookTable;
import dev.sallyport.agent.weave.HttpHooks;
import dev.sallyport.agent.weave.InboundHooks;
import dev.sallyport.agent.weave.JettyHttpHooks;
import dev.sallyport.agent.weave.JvmHooks;
import dev.sallyport.agent.weave.KotlinHooks;
import dev.sallyport.agent.weave.McpClientHooks;
import dev.sallyport.agent.weave.MutinyHooks;
import dev.sallyport.agent.weave.NettyHooks;
import dev.sallyport.agent.weave.NettyHttpHooks;
import dev.sallyport.agent.weave.NettyLoopHooks;
import dev.sallyport.agent.weave.NetworkHooks;
import dev.sallyport.agent.weave.OkHttpHooks;
import dev.sallyport.agent.weave.PoolHooks;
import dev.sallyport.agent.weave.ProcessHooks;
import dev.sallyport.agent.weave.ReactorHooks;
import dev.sallyport.agent.weave.ReactorNettyHooks;
import dev.sallyport.agent.weave.ReadHooks;
import dev.sallyport.agent.weave.RxJavaHooks;
import dev.sallyport.agent.weave.SelfHooks;
import dev.sallyport.agent.weave.VertxHooks;
import dev.sallyport.agent.weave.VertxHttpHooks;
import dev.sallyport.policy.model.Policy;
import java.util.List;
import java.util.Map;

/** The hook table. A new family of rows is named here. */
public final class Hooks {
  private Hooks() {}

  /** What is woven under every policy. */
  public static HookTable table() {
    return HookTable.of(
        FileHooks.rows(),
        NetworkHooks.rows(),
        NettyHooks.rows(),
        ProcessHooks.rows(),
        HttpHooks.rows(),
        NettyHttpHooks.rows(),
        GrpcHooks.rows(),
        McpClientHooks.rows(),
        OkHttpHooks.rows(),
        ApacheHooks.rows(),
        InboundHooks.rows(),
        ReactorNettyHooks.rows(),
        AsyncHttpClientHooks.rows(),
        JvmHooks.rows(),
        SelfHooks.rows(),
        ContextHooks.rows(),
        NettyLoopHooks.rows(),
        VertxHooks.rows(),
        VertxHttpHooks.rows(),
        JettyHttpHooks.rows(),
        PoolHooks.rows(),
        KotlinHooks.rows(),
        ReactorHooks.rows(),
        MutinyHooks.rows(),
        RxJavaHooks.rows(),
        Frameworks.rows());
  }

  /** The table with the rows that only some policies ask for, but for {@link #declared}. */
  public static HookTable all() {
    return table().with(reading());
  }

  /** The rows of each MCP framework, which the table has as well, by its name. */
  public static Map<String, List<Hook>> frameworks() {
    return Frameworks.byName();
  }

  /** The rows that count what is read from files, which are added to the table where it counts. */
  public static List<Hook> reading() {
    return ReadHooks.rows();
  }

  /** The rows of the dispatch points of a server's own, which are to be added to the table. */
  public static List<Hook> declared(Policy policy) {
    return policy.dispatch().isEmpty() ? List.of() : DispatchPoints.rows(policy.dispatch());
  }
}
