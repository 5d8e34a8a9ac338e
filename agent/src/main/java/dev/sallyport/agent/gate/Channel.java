package dev.sallyport.agent.gate;

/**
 * By which way a message reached this server, as far as the framework knows that dispatches it.
 *
 * @param stdio whether it was read from the input of this process, where whoever started it writes.
 *     Never where that is not certain: what comes from elsewhere would be taken for that one
 * @param session the id that the framework gave the session; empty where it has none, or does not
 *     tell
 * @param purpose what the client says that the session is for, or empty
 */
public record Channel(boolean stdio, String session, String purpose) {}
