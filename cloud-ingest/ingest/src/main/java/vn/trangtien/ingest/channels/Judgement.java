package vn.trangtien.ingest.channels;

import java.util.Set;
import vn.trangtien.events.Observation;

/**
 * What became of one value.
 *
 * @param observation the value as it is to be stored: converted and marked where the findings say so
 * @param standing of its channel
 * @param findings in the order of their words; empty if there is nothing to say
 */
public record Judgement(Observation observation, Standing standing, Set<Finding> findings) {

    public Judgement {
        findings = Set.copyOf(findings);
    }
}
