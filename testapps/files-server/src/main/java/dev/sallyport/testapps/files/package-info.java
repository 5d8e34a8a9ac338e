/**
 * An MCP server for the files of one workspace. Its tools are written with care, but its author
 * trusted the client: a path is resolved against the workspace and never checked to stay there.
 */
@NullMarked
package dev.sallyport.testapps.files;

import org.jspecify.annotations.NullMarked;
