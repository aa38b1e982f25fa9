package vn.trangtien.ingest.judging;

import vn.trangtien.ingest.decoding.SeqSet;

/**
 * What is known of the numbers that one spool gave out: which came, and which the gateway says will never come. Both figures are
 * carried along, because counting them again for each message would cost more than everything else. Not thread-safe.
 */
final class SpoolNumbers {

    private final SeqSet received;
    private final SeqSet evicted;
    private long gaps;
    private long evictedMissing;

    SpoolNumbers() {
        this(new SeqSet(), new SeqSet());
    }

    SpoolNumbers(SeqSet received, SeqSet evicted) {
        this.received = received;
        this.evicted = evicted;
        count();
    }

    boolean has(long number) {
        return received.contains(number);
    }

    /** Whether the number can be added without having more ranges than the limit. */
    boolean hasRoomFor(long number, int limit) {
        return ranges() < limit || received.contains(number - 1) || received.contains(number + 1);
    }

    /** Nothing changes if the number is there already. */
    void add(long number) {
        long greatest = received.greatest();
        if (!received.add(number)) {
            return;
        }
        boolean givenUp = evicted.contains(number);
        if (number > greatest) {
            gaps += number - greatest - 1 - evicted.countWithin(greatest + 1, number - 1);
        } else if (!givenUp) {
            gaps--;
        }
        if (givenUp) {
            evictedMissing--;
        }
    }

    /**
     * The gateway says that these will never come.
     *
     * @return false if there would be more ranges than the limit; nothing is changed then
     */
    boolean giveUp(SeqSet numbers, int limit) {
        SeqSet united = SeqSet.parse(evicted.toString());
        united.addAll(numbers);
        if (received.ranges() + united.ranges() > limit) {
            return false;
        }
        evicted.addAll(numbers);
        count();
        return true;
    }

    /** Missing below the greatest number that came, and nobody knows why. */
    long gaps() {
        return gaps;
    }

    /** Missing because the gateway gave them up. A number that came all the same counts as received. */
    long evictedMissing() {
        return evictedMissing;
    }

    SeqSet received() {
        return received;
    }

    SeqSet evicted() {
        return evicted;
    }

    private int ranges() {
        return received.ranges() + evicted.ranges();
    }

    private void count() {
        gaps = received.gaps() - evicted.without(received, received.greatest());
        evictedMissing = evicted.without(received, Long.MAX_VALUE);
    }
}
