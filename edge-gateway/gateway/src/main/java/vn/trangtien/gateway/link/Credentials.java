package vn.trangtien.gateway.link;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * With which identity the next connection is made. A new one has to prove itself: until it has, the earlier one is kept, and taken
 * up again if the broker refuses the new one. Thread-safe.
 */
final class Credentials {

    private static final int HANG_UPS = 3;

    private Broker current;
    private @Nullable Broker earlier;
    private int hangUps;
    private CompletableFuture<LinkFault> verdict = CompletableFuture.completedFuture(LinkFault.NONE);

    Credentials(Broker first) {
        this.current = first;
    }

    synchronized Broker current() {
        return current;
    }

    /**
     * @return completed with {@link LinkFault#NONE} when it has proven itself, or with why it was given up; {@link
     *     LinkFault#NO_ANSWER} if another took its place before
     */
    CompletableFuture<LinkFault> renew(Broker next) {
        var judgement = new CompletableFuture<LinkFault>();
        CompletableFuture<LinkFault> before = replace(next, judgement);
        before.complete(LinkFault.NO_ANSWER);
        return judgement;
    }

    private synchronized CompletableFuture<LinkFault> replace(Broker next, CompletableFuture<LinkFault> judgement) {
        CompletableFuture<LinkFault> before = verdict;
        verdict = judgement;
        hangUps = 0;
        if (earlier == null) {
            earlier = current;
        }
        current = next;
        return before;
    }

    /** A connection was made. */
    void proven(Broker used) {
        judge(used, false).ifPresent(waiting -> waiting.complete(LinkFault.NONE));
    }

    /**
     * A connection failed.
     *
     * @return whether the earlier identity is used again, so that another attempt may follow at once
     */
    boolean failed(Broker used, LinkFault fault) {
        if (!speaksAgainst(fault)) {
            return false;
        }
        Optional<CompletableFuture<LinkFault>> waiting = judge(used, true);
        waiting.ifPresent(one -> one.complete(fault));
        return waiting.isPresent();
    }

    /** A broker that hangs up may be restarting, or may mean the certificate. */
    private synchronized boolean speaksAgainst(LinkFault fault) {
        return fault.isRefusal() || (fault == LinkFault.HUNG_UP && ++hangUps >= HANG_UPS);
    }

    /** Empty if there is nothing to be judged. */
    private synchronized Optional<CompletableFuture<LinkFault>> judge(Broker used, boolean refused) {
        if (earlier == null || used != current) {
            return Optional.empty();
        }
        if (refused) {
            current = earlier;
        }
        earlier = null;
        return Optional.of(verdict);
    }
}
