package dev.sallyport.agent.enforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.net.BindException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a refusal looks like to the code that asked. */
class EnforcerTest {
  private static final Refusal REFUSAL = new Refusal("4f1c-7", "/etc/passwd");

  private Enforcer enforcer;

  @BeforeEach
  void make() throws ReflectiveOperationException {
    enforcer = Enforcer.over(MethodHandles.lookup());
  }

  static Stream<Arguments> exceptions() {
    return Stream.of(
        Arguments.of(
            Denial.FILE_NOT_FOUND,
            FileNotFoundException.class,
            "/etc/passwd (Permission denied, sallyport 4f1c-7)"),
        Arguments.of(
            Denial.ACCESS_DENIED,
            AccessDeniedException.class,
            "/etc/passwd: Permission denied, sallyport 4f1c-7"),
        Arguments.of(Denial.IO, IOException.class, "Permission denied, sallyport 4f1c-7"),
        Arguments.of(Denial.CONNECT, ConnectException.class, "Permission denied, sallyport 4f1c-7"),
        Arguments.of(Denial.BIND, BindException.class, "Permission denied, sallyport 4f1c-7"),
        Arguments.of(
            Denial.PROTOCOL, ProtocolException.class, "Permission denied, sallyport 4f1c-7"),
        Arguments.of(
            Denial.UNKNOWN_HOST,
            UnknownHostException.class,
            "/etc/passwd: Permission denied, sallyport 4f1c-7"),
        Arguments.of(
            Denial.SECURITY, SecurityException.class, "Permission denied, sallyport 4f1c-7"),
        Arguments.of(
            Denial.UNSATISFIED_LINK,
            UnsatisfiedLinkError.class,
            "Permission denied, sallyport 4f1c-7"),
        Arguments.of(
            Denial.ILLEGAL_CALLER,
            IllegalCallerException.class,
            "Permission denied, sallyport 4f1c-7"),
        Arguments.of(
            Denial.INACCESSIBLE,
            InaccessibleObjectException.class,
            "Permission denied, sallyport 4f1c-7"),
        Arguments.of(
            Denial.ILLEGAL_ACCESS,
            IllegalAccessException.class,
            "Permission denied, sallyport 4f1c-7"));
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void refuse_byException_isExactlyThatOne(
      Denial denial, Class<? extends Throwable> type, String message) {
    assertThatThrownBy(() -> enforcer.refuse(denial, REFUSAL))
        .isExactlyInstanceOf(type)
        .hasMessage(message);
    assertThat(denial.isValue()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"ERRNO", "ZERO", "NULL", "CLIENT"})
  void refuse_byValue_saysSo(Denial denial) {
    assertThat(enforcer.refuse(denial, REFUSAL)).isTrue();
    assertThat(denial.isValue()).isTrue();
  }

  @Test
  void refuse_byUnixException_isEaccesToTheJdk() {
    assertThatThrownBy(() -> enforcer.refuse(Denial.UNIX_EACCES, REFUSAL))
        .satisfies(
            thrown -> assertThat(thrown.getClass().getName()).isEqualTo("sun.nio.fs.UnixException"))
        .satisfies(
            thrown -> {
              Method errno = thrown.getClass().getDeclaredMethod("errno");
              errno.setAccessible(true);
              assertThat(errno.invoke(thrown)).isEqualTo(Denial.EACCES);
            });
  }

  @Test
  void refuse_whereNothingIsEverRefused_isABugOfOurs() {
    assertThatThrownBy(() -> enforcer.refuse(Denial.NEVER, REFUSAL))
        .isInstanceOf(IllegalStateException.class);
  }
}
