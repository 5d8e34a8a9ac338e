package dev.sallyport.agent.audit;

/**
 * What a check of a trail came to.
 *
 * @param files how many there are
 * @param records how many could be tied to the chain
 * @param first the number of the first record; 0 where there is none
 * @param last the number of the last record; 0 where there is none
 * @param head the chain value of that
 * @param findings how many there were
 * @param checkpoints how many there are
 * @param signed how many of them are signed by a key that was given
 * @param signedTo the number of the last record that such a one covers; 0 where there is none
 * @param gaps how many records say that others were lost
 * @param lost how many these say
 * @param torn how many ends a kill tore off
 * @param tornBytes how many bytes of them there are
 * @param timesBack how often a record is older than the one before
 * @param stopped whether the last record is that of an orderly end
 */
public record TrailSummary(
    int files,
    long records,
    long first,
    long last,
    String head,
    long findings,
    long checkpoints,
    long signed,
    long signedTo,
    long gaps,
    long lost,
    long torn,
    long tornBytes,
    long timesBack,
    boolean stopped) {}
