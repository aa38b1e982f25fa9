package vn.trangtien.ingest.processing;

import vn.trangtien.ingest.decoding.SeqSet;

/**
 * What is known of the numbers that one spool gave out: which came, and which the gateway says will never come. Not thread-safe.
 */
record SpoolNumbers(SeqSet received, SeqSet evicted) {

    SpoolNumbers() {
        this(new SeqSet(), new SeqSet());
    }

    /** Missing below the greatest number that came, and nobody knows why. */
    long gaps() {
        return received.gaps() - evicted.without(received, received.greatest());
    }

    /** Missing because the gateway gave them up. A number that came all the same counts as received. */
    long evictedMissing() {
        return evicted.without(received, Long.MAX_VALUE);
    }

    int ranges() {
        return received.ranges() + evicted.ranges();
    }
}
