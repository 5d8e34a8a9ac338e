package dev.sallyport.policy.decide;

/**
 * Variables that make a program load or run other code than its own, or read its set-up from
 * elsewhere: who sets them for a granted program has granted itself another one.
 *
 * <p>From what glibc takes away from privileged programs ({@code sysdeps/generic/unsecvars.h}),
 * what sudo(8) does ({@code plugins/sudoers/env.c}), and the manuals of the interpreters.
 */
final class CodeVariables {
  private static final VariableNames NAMES =
      VariableNames.of(
          // The dynamic linker, libc and the resolver.
          "LD_*",
          "_RLD*",
          "DYLD_*",
          "GCONV_PATH",
          "GETCONF_DIR",
          "GLIBC_TUNABLES",
          "HOSTALIASES",
          "LOCALDOMAIN",
          "LOCPATH",
          "MALLOC_TRACE",
          "NIS_PATH",
          "NLSPATH",
          "PATH_LOCALE",
          "RESOLV_HOST_CONF",
          "RES_OPTIONS",
          "TZDIR",
          "TERMCAP",
          "TERMINFO*",
          "TERMPATH",
          // Where programs, and their set-up, are looked for.
          "HOME",
          "PATH",
          "XDG_CONFIG_*",
          "XDG_DATA_*",
          // Shells.
          "BASH_ENV",
          "BASH_FUNC_*",
          "BASHOPTS",
          "CDPATH",
          "ENV",
          "FPATH",
          "GLOBIGNORE",
          "IFS",
          "PROMPT_COMMAND",
          "PS4",
          "SHELL",
          "SHELLOPTS",
          "ZDOTDIR",
          // Programs that other programs start.
          "BROWSER",
          "EDITOR",
          "LESS",
          "LESSCLOSE",
          "LESSOPEN",
          "MANPAGER",
          "PAGER",
          "RSYNC_RSH",
          "SSH_ASKPASS",
          "SUDO_ASKPASS",
          "SYSTEMD_EDITOR",
          "TAR_OPTIONS",
          "VISUAL",
          // Virtual machines and interpreters.
          "CLASSPATH",
          "JAVA_HOME",
          "JAVA_OPTS",
          "JAVA_TOOL_OPTIONS",
          "JDK_JAVAC_OPTIONS",
          "JDK_JAVA_OPTIONS",
          "_JAVA_OPTIONS",
          "COR_*",
          "CORECLR_*",
          "DOTNET_STARTUP_HOOKS",
          "LUA_*",
          "NODE_OPTIONS",
          "NODE_PATH",
          "PERL*",
          "PHPRC",
          "PHP_INI_SCAN_DIR",
          "PYTHON*",
          "RUBY*",
          "GEM_*",
          "BUNDLE_*",
          // Build tools.
          "ANT_*",
          "CARGO_*",
          "GOFLAGS",
          "GRADLE_*",
          "MAKEFILES",
          "MAKEFLAGS",
          "MAVEN_*",
          "RUSTC*",
          "npm_config_*",
          "NPM_CONFIG_*",
          "PIP_*",
          // Version control.
          "GIT_ALLOW_PROTOCOL",
          "GIT_ASKPASS",
          "GIT_COMMON_DIR",
          "GIT_CONFIG*",
          "GIT_DIR",
          "GIT_EDITOR",
          "GIT_EXEC_PATH",
          "GIT_EXTERNAL_DIFF",
          "GIT_PAGER",
          "GIT_PROXY_COMMAND",
          "GIT_SEQUENCE_EDITOR",
          "GIT_SSH*",
          "GIT_TEMPLATE_DIR",
          "GIT_WORK_TREE",
          "HGRCPATH",
          "SVN_*",
          // Libraries that load what a variable names.
          "OPENSSL_CONF",
          "OPENSSL_ENGINES",
          "OPENSSL_MODULES");

  private CodeVariables() {}

  static boolean contains(String name) {
    return NAMES.contains(name);
  }
}
