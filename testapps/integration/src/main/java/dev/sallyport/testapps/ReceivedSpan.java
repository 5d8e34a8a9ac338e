package dev.sallyport.testapps;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A span as a collector got it.
 *
 * @param scope the name of the instrumentation scope
 * @param traceId in lower-case hexadecimal
 * @param spanId in lower-case hexadecimal
 * @param parentSpanId in lower-case hexadecimal; empty for a root
 * @param error whether the span's status is an error
 * @param attributes values are strings, booleans, longs, doubles, or lists of these
 * @param resource the attributes of the resource, such as {@code service.name}
 */
public record ReceivedSpan(
    String scope,
    String name,
    String traceId,
    String spanId,
    String parentSpanId,
    boolean error,
    Map<String, Object> attributes,
    Map<String, Object> resource) {

  static Stream<ReceivedSpan> of(ResourceSpans spans) {
    Map<String, Object> resource = attributes(spans.getResource().getAttributesList());
    return spans.getScopeSpansList().stream()
        .flatMap(
            scope ->
                scope.getSpansList().stream()
                    .map(span -> of(scope.getScope().getName(), span, resource)));
  }

  private static ReceivedSpan of(String scope, Span span, Map<String, Object> resource) {
    return new ReceivedSpan(
        scope,
        span.getName(),
        HexFormat.of().formatHex(span.getTraceId().toByteArray()),
        HexFormat.of().formatHex(span.getSpanId().toByteArray()),
        HexFormat.of().formatHex(span.getParentSpanId().toByteArray()),
        span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR,
        attributes(span.getAttributesList()),
        resource);
  }

  private static Map<String, Object> attributes(List<KeyValue> list) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    list.forEach(attribute -> attributes.put(attribute.getKey(), value(attribute.getValue())));
    return attributes;
  }

  private static Object value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream().map(ReceivedSpan::value).toList();
      default -> value;
    };
  }
}
