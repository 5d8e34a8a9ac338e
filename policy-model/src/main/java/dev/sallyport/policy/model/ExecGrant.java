package dev.sallyport.policy.model;

import dev.sallyport.policy.match.Arguments;
import dev.sallyport.policy.match.PathPattern;

/** A program that may be started, and with which arguments. */
public record ExecGrant(PathPattern program, Arguments arguments) {}
