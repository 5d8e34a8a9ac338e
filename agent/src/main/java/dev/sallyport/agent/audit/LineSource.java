package dev.sallyport.agent.audit;

import java.io.IOException;

/** Opens what lines are written to, again where it was lost. */
interface LineSource {

  LineOutput open() throws IOException;
}
