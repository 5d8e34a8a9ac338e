package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.model.Approval;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.model.Requirement;
import dev.sallyport.policy.read.PolicyReader;
import dev.sallyport.policy.read.Reading;
import dev.sallyport.policy.read.Variables;
import dev.sallyport.policy.source.ProblemText;
import dev.sallyport.policy.source.Source;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Engines and requests for tests, in one word each. */
final class Policies {
  /** A machine on which {@code /link} is a link to {@code /real}. */
  static final Surroundings SURROUNDINGS =
      new Surroundings(
          path -> path.startsWith("/link") ? "/real" + path.substring("/link".length()) : path,
          List.of("/jdk/**", "/etc/localtime"),
          List.of("/agent/sallyport.jar", "/agent/audit/**"),
          List.of("/proc/*/mem"));

  private static final Variables NONE =
      new Variables() {
        @Override
        public @Nullable String env(String name) {
          return null;
        }

        @Override
        public @Nullable String property(String name) {
          return null;
        }
      };

  private Policies() {}

  /** What a caller asks for in a session, at no time in particular. */
  static Circumstances by(@Nullable Caller caller, @Nullable Session session) {
    return new Circumstances(caller, session, Instant.EPOCH);
  }

  /** The policy that follows after the line {@code sallyport: 1}. */
  static Policy policy(String text) {
    Source source = new Source("policy.yaml", "sallyport: 1\n" + text);
    Reading reading = PolicyReader.read(source, NONE);
    Policy policy = reading.policy();
    if (policy == null) {
      throw new AssertionError(ProblemText.render(source, reading.problems()));
    }
    return policy;
  }

  /** A past of which that is known. */
  static Past past(
      BiPredicate<Entry<Requirement>, Map<?, ?>> succeeded, Predicate<NameGlob> began) {
    return new Past() {
      @Override
      public boolean has(Entry<Requirement> requirement, Map<?, ?> arguments) {
        return succeeded.test(requirement, arguments);
      }

      @Override
      public boolean began(NameGlob tool) {
        return began.test(tool);
      }
    };
  }

  /** On which terms somebody may approve a call; null where nobody has to, or may. */
  static @Nullable Approval approval(Engine engine, Request.ToolCall call, Past past) {
    Circumstances circumstances = new Circumstances(null, null, null, Instant.EPOCH, past);
    return engine.approval(engine.of(call), engine.decide(call, circumstances));
  }

  static Engine engine(String text) {
    return Engine.compile(policy(text), SURROUNDINGS);
  }

  /** The grants of a tool {@code t} that has these keys, written as a flow mapping. */
  static Grants tool(String keys) {
    return engine("tools:\n  t: " + keys + "\n").grants(new Principal.Tool("t"));
  }

  static Request file(FileOperation operation, String path) {
    return new Request.File(operation, path, path);
  }

  static Request connect(String address, int port, String... names) {
    return network(NetworkOperation.CONNECT, address, port, names);
  }

  static Request network(NetworkOperation operation, String address, int port, String... names) {
    return new Request.Network(operation, address(address), port, Set.of(names));
  }

  static InetAddress address(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new AssertionError(address, e);
    }
  }
}
