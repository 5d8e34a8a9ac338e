package dev.sallyport.agent.weave;

/**
 * What a hook asks of the gates, and what it passes as {@code a}, {@code b}, {@code n} and {@code
 * m}. The weaver only carries it.
 */
public enum Check {
  /** a: path, links followed. */
  FILE_STAT,
  /** a: path, of which the last element is looked at itself even if it is a link. */
  FILE_STAT_LINK,
  /** a: path. */
  FILE_LIST,
  /** a: path. After: b: what was opened, as {@code FileDescriptor}. */
  FILE_READ,
  /** a: path. After: b: what was opened, as {@code FileDescriptor}. */
  FILE_WRITE,
  /** a: path, of which the last element is made or changed itself. */
  FILE_WRITE_LINK,
  /** a: path of a directory to make, which may be there already. */
  FILE_MAKE_DIRECTORY,
  /** a: path, of which the last element is removed itself. */
  FILE_DELETE,
  /** a: path; m: flags of {@code open(2)}. After: n: the descriptor. */
  FILE_OPEN,
  /** a: path; m: mode of {@code RandomAccessFile}. After: b: {@code FileDescriptor}. */
  FILE_OPEN_RANDOM,
  /** a: source; b: target. */
  FILE_MOVE,
  /** a: existing file; b: the new name. */
  FILE_LINK,
  /** a: what the link will say; b: the new link. */
  FILE_SYMLINK,
  /** a: directory, or null for the temporary one; b: how the new file's name begins. */
  FILE_TEMPORARY,
  /** a: name; n: descriptor of its directory; m: flags of {@code open(2)}. */
  FILE_OPEN_AT,
  /** a: name; n: descriptor of its directory; m: flags of {@code fstatat(2)}. */
  FILE_STAT_AT,
  /** a: name; n: descriptor of its directory. */
  FILE_DELETE_AT,
  /** a: source name; b: target name; n, m: descriptors of their directories. */
  FILE_MOVE_AT,
  /** a: {@code InetAddress}; n: port. */
  CONNECT,
  /** a: {@code InetSocketAddress}. */
  SEND,
  /** a: {@code InetAddress} or null for any; n: port. */
  BIND,
  /** a: host name. After: b: {@code InetAddress[]}. */
  RESOLVE,
  /** a: {@code String[]}, program first; b: working directory or null. */
  PROCESS,
  /** a: {@code java.net.http.HttpRequest}. */
  HTTP_CLIENT,
  /** a: {@code java.net.HttpURLConnection}. */
  HTTP_URL_CONNECTION,
  /** n: the exit status. */
  JVM_EXIT,
  /** a: the signal. */
  JVM_SIGNAL,
  /** a: the process id, or the command for an attached JVM. */
  JVM_ATTACH,
  /** Nothing is passed: the method tells what for. */
  JVM_INSTRUMENT,
  /** a: command or flag, or null. */
  JVM_DIAGNOSTICS,
  /** a: the file that the JVM is to write. */
  JVM_HEAP_DUMP,
  /** a: caller; b: the class that has the restricted method, or null; m: not 0 for JNI. */
  NATIVE_ACCESS,
  /** a: path or name of a library; m: not 0 where it is linked into the JVM. */
  LIBRARY_LOAD,
  /** a: the member to make accessible; b: caller; n: not 0 where this was asked before. */
  REFLECT,
  /** a: class to look into; b: {@code Lookup} of who wants to. */
  LOOK_INTO,
  /** a: {@code Lookup} of the class beside which another is defined. */
  DEFINE_CLASS,
  /** a: {@code Field}. */
  FIELD_OFFSET,
  /** a: {@code Thread} that is meddled with. */
  THREAD,
  /** Nothing is judged: the context follows the work. */
  CONTEXT,
  /** The result is what a server calls tools with. */
  TOOL_CALL,
  /** The result is what a server lists tools with. */
  TOOL_LIST
}
