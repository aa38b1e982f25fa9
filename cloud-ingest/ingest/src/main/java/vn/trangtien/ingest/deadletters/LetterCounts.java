package vn.trangtien.ingest.deadletters;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many letters there are.
 *
 * @param total all of them; as many as the conservation account has rejected messages, once the newest are read
 * @param open that wait for a person
 * @param replayed received anew, refused again or not
 * @param refusedAgain of these the ones that were refused again
 * @param dismissed by a person, with a reason
 * @param lost letters that Kafka deleted before they were read; 0 unless somebody shortened the topic by hand
 * @param reasons most open ones first
 * @param gateways senders with open letters, at most 50, most first
 */
public record LetterCounts(
        long total,
        long open,
        long replayed,
        long refusedAgain,
        long dismissed,
        long lost,
        List<ByReason> reasons,
        List<OfGateway> gateways) {

    /** Letters of one reason. */
    public record ByReason(String reason, long open, long replayed, long refusedAgain, long dismissed) {

        public long total() {
            return open + replayed + dismissed;
        }
    }

    /** Open letters of one sender. */
    public record OfGateway(String sender, long open, Instant last) {}

    /** One cell of the table of reasons and states. */
    record OfReason(String reason, LetterState state, long letters) {}

    public LetterCounts {
        reasons = List.copyOf(reasons);
        gateways = List.copyOf(gateways);
    }

    static LetterCounts of(Map<LetterState, Long> states, List<OfReason> cells, List<OfGateway> gateways, long lost) {
        var byReason = new TreeMap<String, ByReason>();
        for (OfReason cell : cells) {
            ByReason before = byReason.getOrDefault(cell.reason(), new ByReason(cell.reason(), 0, 0, 0, 0));
            boolean again = cell.state() == LetterState.REPLAYED_REFUSED_AGAIN;
            boolean replayed = again || cell.state() == LetterState.REPLAYED;
            byReason.put(
                    cell.reason(),
                    new ByReason(
                            cell.reason(),
                            before.open() + (cell.state() == LetterState.OPEN ? cell.letters() : 0),
                            before.replayed() + (replayed ? cell.letters() : 0),
                            before.refusedAgain() + (again ? cell.letters() : 0),
                            before.dismissed() + (cell.state() == LetterState.DISMISSED ? cell.letters() : 0)));
        }
        long again = states.getOrDefault(LetterState.REPLAYED_REFUSED_AGAIN, 0L);
        return new LetterCounts(
                states.values().stream().mapToLong(Long::longValue).sum(),
                states.getOrDefault(LetterState.OPEN, 0L),
                states.getOrDefault(LetterState.REPLAYED, 0L) + again,
                again,
                states.getOrDefault(LetterState.DISMISSED, 0L),
                lost,
                byReason.values().stream()
                        .sorted(Comparator.comparingLong(ByReason::open)
                                .reversed()
                                .thenComparing(ByReason::reason))
                        .toList(),
                gateways);
    }
}
