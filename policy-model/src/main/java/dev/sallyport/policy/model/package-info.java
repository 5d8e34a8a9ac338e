/**
 * What the author of a policy said, as values. Start at {@link dev.sallyport.policy.model.Policy}.
 *
 * <pre>
 * Policy    = version server? Mode DefaultAccess Credential*
 *            DispatchPoint* Callers? role:Reach* Inbound Sessions CallLimits tools:(NameGlob PrimitivePolicy)*
 *            resources:(UriGlob PrimitivePolicy)* prompts:(NameGlob PrimitivePolicy)*
 *            Egress RuntimeGrants Audit Telemetry
 * PrimitivePolicy = Denied | Granted
 * Granted   = Mode? OnDenied GrantSet Conditions
 * GrantSet  = FileGrants net:Endpoint* http:HttpRule* listen:Endpoint* exec:ExecGrant* env:NameGlob*
 *            libraries:PathPattern* jvm:Capability*
 * FileGrants = read:PathPattern* write:PathPattern* delete:PathPattern* deny:PathPattern*
 * Egress    = deny:AddressClass* allow:Endpoint*
 * RuntimeGrants = starting:GrantSet? serving:GrantSet?
 * Audit     = file? export:(ExportTarget ExportFormat)*
 * </pre>
 *
 * <p>Everything that can decide is an {@link dev.sallyport.policy.model.Entry}, which keeps its
 * place in the file. Immutable; decides nothing and knows no parser of files.
 */
@NullMarked
package dev.sallyport.policy.model;

import org.jspecify.annotations.NullMarked;
