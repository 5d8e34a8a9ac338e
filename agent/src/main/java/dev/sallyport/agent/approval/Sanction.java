package dev.sallyport.agent.approval;

import dev.sallyport.agent.record.Consent;
import dev.sallyport.policy.decide.Decision;

/** What came of asking whether a call is approved. */
public record Sanction(Decision decision, Consent consent) {}
