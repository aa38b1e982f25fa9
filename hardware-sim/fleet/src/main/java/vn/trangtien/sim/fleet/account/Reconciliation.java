package vn.trangtien.sim.fleet.account;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Holds what was acknowledged against what a store has.
 *
 * @param promised different messages that were acknowledged and must be stored
 * @param stored different messages of this run in the store
 * @param lost acknowledged and not stored: must be 0
 * @param storedTwice rows too many: must be 0
 * @param neverSent in the store, but nobody sent them: must be 0
 * @param unpromised stored, though the acknowledgement did not arrive; allowed, and looked for at a crash
 * @param firstLost the first gateways with lost messages, at most ten, with their numbers
 */
public record Reconciliation(
        long promised,
        long stored,
        long lost,
        long storedTwice,
        long neverSent,
        long unpromised,
        List<String> firstLost) {

    private static final int SHOWN = 10;

    public Reconciliation {
        firstLost = List.copyOf(firstLost);
    }

    public static Reconciliation of(MessageAccount.Snapshot account, Stored store) {
        long lost = 0;
        long neverSent = 0;
        long unpromised = 0;
        List<String> first = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (GatewayAccount.Snapshot one : account.gateways()) {
            known.add(one.gateway());
            Ranges stored = store.of(one.gateway());
            Ranges promised = one.acknowledgedNumbers();
            Ranges missing = promised.without(stored);
            if (missing.size() > 0) {
                lost += missing.size();
                if (first.size() < SHOWN) {
                    first.add(one.gateway() + ": " + missing);
                }
            }
            long invented = stored.without(Ranges.upTo(one.highest())).size();
            neverSent += invented;
            unpromised += stored.without(promised).size() - invented;
        }
        for (String gateway : store.gateways()) {
            if (!known.contains(gateway)) {
                neverSent += store.of(gateway).size();
            }
        }
        return new Reconciliation(
                account.promised(), store.messages(), lost, store.repeated(), neverSent, unpromised, first);
    }

    /** Whether everything that was acknowledged is there once, and nothing else is. */
    public boolean holds() {
        return lost == 0 && storedTwice == 0 && neverSent == 0;
    }
}
