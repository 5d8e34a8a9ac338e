package dev.sallyport.agent.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JdkToolTest {
  private static @Nullable String tool(String command, String module) {
    Properties properties = new Properties();
    properties.setProperty("sun.java.command", command);
    if (!module.isEmpty()) {
      properties.setProperty("jdk.module.main", module);
    }
    return JdkTool.in(properties);
  }

  @Test
  void tool_ofTheJdk_isNamed() {
    assertThat(tool("jdk.compiler/com.sun.tools.javac.Main -version", "jdk.compiler"))
        .isEqualTo("Main");
    assertThat(tool("java.base/sun.security.tools.keytool.Main", "java.base")).isEqualTo("Main");
  }

  @Test
  void server_ofClassPathOrJar_isNone() {
    assertThat(tool("com.example.Server --port 0", "")).isNull();
    assertThat(tool("/srv/server.jar", "")).isNull();
    assertThat(tool("", "")).isNull();
    assertThat(JdkTool.in(new Properties())).isNull();
  }

  @Test
  void server_inDirectoryThatLooksLikeAModule_isNone() {
    assertThat(tool("jdk.servers/my.jar", "")).isNull();
    assertThat(tool("java.app/server.jar", "")).isNull();
  }

  @Test
  void server_thatIsAModule_isNone() {
    assertThat(tool("com.example/com.example.Server", "com.example")).isNull();
    assertThat(tool("jdkish/com.example.Server", "jdkish")).isNull();
  }
}
