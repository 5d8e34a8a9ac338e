package dev.sallyport.agent.doctor.server;

/**
 * A file of a server's that could not be looked through.
 *
 * @param place the file, and the jars in it
 * @param text why, in one line
 */
public record Unread(String place, String text) {}
