/**
 * What the adapters of all MCP frameworks share: what a client {@linkplain
 * dev.sallyport.agent.framework.Asked asked} for, and the life of one {@linkplain
 * dev.sallyport.agent.framework.Use use}. Each family of frameworks has a package below, with its
 * rows, how to read a call and how to answer it.
 *
 * <p>The frameworks' classes live in the application's loaders and are reached by reflection only,
 * by the names that are the same in every released line.
 */
@NullMarked
package dev.sallyport.agent.framework;

import org.jspecify.annotations.NullMarked;
