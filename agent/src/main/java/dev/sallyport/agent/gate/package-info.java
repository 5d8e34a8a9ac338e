/**
 * From the arguments of a woven method to a request, a decision, a record and, if need be, a
 * refusal. Start at {@link dev.sallyport.agent.gate.Gates}, behind the doors; {@link
 * dev.sallyport.agent.gate.Checkpoint} is the way that every request goes.
 *
 * <p>One gate a kind of resource. A gate knows what its hooks pass it and nothing of bytecode.
 */
@NullMarked
package dev.sallyport.agent.gate;

import org.jspecify.annotations.NullMarked;
