/**
 * The schemas that tools show of their own arguments, and whether a call fits its tool's. Start at
 * {@link dev.sallyport.agent.schema.InputSchemas}.
 *
 * <p>Nothing here decides what becomes of a call that does not. The library that knows JSON Schema
 * is named nowhere else, and loaded only where a policy asks for it.
 */
@NullMarked
package dev.sallyport.agent.schema;

import org.jspecify.annotations.NullMarked;
