package dev.sallyport.agent.framework.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.framework.Answers;
import dev.sallyport.agent.framework.Asked;
import dev.sallyport.agent.framework.ProcessInput;
import dev.sallyport.agent.framework.Refused;
import dev.sallyport.agent.gate.House;
import dev.sallyport.agent.weave.Check;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What a client is answered, and when and on which thread, by a real Reactor. */
final class UseHandlerTest {
  private final House house =
      House.ofServer("mode: enforce\ntools: { t: { limits: { concurrent: 1 } } }\n");

  /** As the SDK has it. */
  public interface Handler {
    Object handle(Object parameters);
  }

  /** Each as a text. */
  private record Texts() implements Answers<Object> {
    @Override
    public Object refusal(Refused why) {
      return Mono.just("refused");
    }

    @Override
    public Object failure(String message) {
      return Mono.just(message);
    }

    @Override
    public Object result(Object result) {
      return Mono.just(result);
    }

    @Override
    public Object thrown(Throwable failure) {
      return Mono.just("thrown");
    }

    @Override
    public boolean isFailure(Object result) {
      return false;
    }

    @Override
    public Object withDecisions(Object result, List<String> ids) {
      return result;
    }

    @Override
    public Object screened(Object result, UnaryOperator<String> change) {
      return result;
    }
  }

  /** What was answered, and by whom. */
  private record Answer(String text, Thread thread) {}

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void refusal_afterADenial_isAnsweredOnAnotherThread_thanFailed() throws Exception {
    Answer answer = answer(handled(true)).block();

    assertThat(answer).isNotNull();
    assertThat(answer.text()).isEqualTo("refused");
    assertThat(answer.thread()).isNotEqualTo(Thread.currentThread());
  }

  @Test
  void failure_withoutADenial_isAnsweredAsEver() throws Exception {
    assertThat(answer(handled(false)).block())
        .isEqualTo(new Answer("thrown", Thread.currentThread()));
  }

  @Test
  void placeOfACall_isFree_whenItsAnswerIsOut() throws Exception {
    Handler handler = handled(false);

    String second = answer(handler).map(first -> answer(handler).block().text()).block();

    assertThat(second).isEqualTo("thrown");
  }

  /** Whose handler fails, after it was denied something or by itself. */
  private Handler handled(boolean denied) throws ReflectiveOperationException {
    Reactor reactor = new Reactor(getClass().getClassLoader());
    Handler failing =
        parameters -> {
          if (denied) {
            assertThat(house.allows(Check.FILE_READ, "/etc/shadow")).isFalse();
          }
          return Mono.error(new IllegalStateException());
        };
    return (Handler)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Handler.class},
            new UseHandler(
                house.tools(),
                reactor,
                new Texts(),
                Asked::toolCall,
                failing,
                new Channels(new Object(), new ProcessInput()),
                "some.hook"));
  }

  @SuppressWarnings("unchecked") // That is what the framework's own type erases.
  private static Mono<Answer> answer(Handler handler) {
    return ((Mono<String>) handler.handle(Map.of("name", "t")))
        .map(text -> new Answer(text, Thread.currentThread()));
  }
}
