/**
 * A deliberately vulnerable MCP server: traversal, request forgery, command injection, and tools
 * that are far too broad. Never run it where a client could reach it that you do not own.
 *
 * <p>Its handlers fail in the three ways that handlers in the field do, so that a refusal deep
 * inside looks different from tool to tool:
 *
 * <ul>
 *   <li>the exception is let through: {@code read_file}, {@code delete_file}, {@code stat_file},
 *       {@code hard_link_file}, {@code send_udp}, {@code resolve_host}, {@code run_command};
 *   <li>it becomes a result with {@code isError}: {@code move_file}, {@code fetch_url}, {@code
 *       connect_tcp};
 *   <li>it is swallowed into a text of success: {@code link_file}, {@code lint_file}, {@code
 *       peek_file}.
 * </ul>
 */
@NullMarked
package dev.sallyport.testapps.vulnerable;

import org.jspecify.annotations.NullMarked;
