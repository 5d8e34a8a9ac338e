package dev.sallyport.agent.telemetry.signal;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/**
 * The attributes of Sallyport's spans and metrics. Those not called {@code sallyport} are of the
 * OpenTelemetry semantic conventions for MCP, which are in development: those of {@link
 * #SCHEMA_URL}, beside the core conventions 1.44.0.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/semantic-conventions-genai/blob/main/docs/gen-ai/mcp.md">MCP
 *     conventions</a>
 */
final class SpanAttributes {
  /** The version of the conventions. */
  static final String SCHEMA_URL = "https://opentelemetry.io/schemas/gen-ai-dev/1.42.0-dev";

  /** The operation of every call of a tool. */
  static final String EXECUTE_TOOL = "execute_tool";

  /** What is none of the known ones. */
  static final String OTHER = "_OTHER";

  static final AttributeKey<String> MCP_SESSION = AttributeKey.stringKey("mcp.session.id");
  static final AttributeKey<String> TRANSPORT = AttributeKey.stringKey("network.transport");
  static final AttributeKey<String> THREAD = AttributeKey.stringKey("thread.name");
  static final AttributeKey<String> MCP_METHOD = AttributeKey.stringKey("mcp.method.name");
  static final AttributeKey<String> TOOL = AttributeKey.stringKey("gen_ai.tool.name");
  static final AttributeKey<String> VIRTUAL_TOOL = AttributeKey.stringKey("sallyport.tool.virtual");
  static final AttributeKey<String> PROMPT = AttributeKey.stringKey("gen_ai.prompt.name");
  static final AttributeKey<String> RESOURCE = AttributeKey.stringKey("mcp.resource.uri");
  static final AttributeKey<String> GEN_AI_OPERATION =
      AttributeKey.stringKey("gen_ai.operation.name");
  static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
  static final AttributeKey<String> PROCESS = AttributeKey.stringKey("sallyport.process");
  static final AttributeKey<String> POLICY_DIGEST =
      AttributeKey.stringKey("sallyport.policy.digest");
  static final AttributeKey<String> CALL = AttributeKey.stringKey("sallyport.call");
  static final AttributeKey<String> DECISION = AttributeKey.stringKey("sallyport.decision");
  static final AttributeKey<String> GATE = AttributeKey.stringKey("sallyport.gate");
  static final AttributeKey<String> OPERATION = AttributeKey.stringKey("sallyport.operation");
  static final AttributeKey<String> TARGET = AttributeKey.stringKey("sallyport.target");
  static final AttributeKey<String> CREDENTIAL = AttributeKey.stringKey("sallyport.credential");
  static final AttributeKey<Long> RETRY_AFTER = AttributeKey.longKey("sallyport.retry.after");
  static final AttributeKey<String> CALLER = AttributeKey.stringKey("sallyport.caller.subject");
  static final AttributeKey<List<String>> CALLER_ROLES =
      AttributeKey.stringArrayKey("sallyport.caller.roles");
  static final AttributeKey<String> CALLER_TENANT =
      AttributeKey.stringKey("sallyport.caller.tenant");
  static final AttributeKey<String> CALLER_AGENT = AttributeKey.stringKey("sallyport.caller.agent");
  static final AttributeKey<String> CALLER_BY = AttributeKey.stringKey("sallyport.caller.by");
  static final AttributeKey<String> SESSION = AttributeKey.stringKey("sallyport.session");
  static final AttributeKey<String> APPROVAL = AttributeKey.stringKey("sallyport.approval.id");
  static final AttributeKey<String> APPROVAL_BY = AttributeKey.stringKey("sallyport.approval.by");
  static final AttributeKey<String> APPROVAL_USER =
      AttributeKey.stringKey("sallyport.approval.user");
  static final AttributeKey<String> APPROVAL_ROLE =
      AttributeKey.stringKey("sallyport.approval.role");
  static final AttributeKey<String> PHASE = AttributeKey.stringKey("sallyport.phase");
  static final AttributeKey<String> VERDICT = AttributeKey.stringKey("sallyport.verdict");
  static final AttributeKey<String> ACTION = AttributeKey.stringKey("sallyport.action");
  static final AttributeKey<String> RULE = AttributeKey.stringKey("sallyport.rule");
  static final AttributeKey<String> REASON = AttributeKey.stringKey("sallyport.reason");
  static final AttributeKey<String> MODE = AttributeKey.stringKey("sallyport.mode");
  static final AttributeKey<String> SHADOW_VERDICT =
      AttributeKey.stringKey("sallyport.shadow.verdict");
  static final AttributeKey<String> SHADOW_RULE = AttributeKey.stringKey("sallyport.shadow.rule");
  static final AttributeKey<String> SHADOW_REASON =
      AttributeKey.stringKey("sallyport.shadow.reason");
  static final AttributeKey<Boolean> LATE = AttributeKey.booleanKey("sallyport.late");
  static final AttributeKey<Long> COUNT = AttributeKey.longKey("sallyport.count");
  static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("sallyport.outcome");
  static final AttributeKey<Long> DENIALS = AttributeKey.longKey("sallyport.denials");

  private SpanAttributes() {}
}
