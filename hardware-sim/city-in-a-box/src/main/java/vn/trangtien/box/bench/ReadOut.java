package vn.trangtien.box.bench;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import vn.trangtien.gateway.enrol.EnrolmentException;
import vn.trangtien.gateway.enrol.GatewayIdentity;
import vn.trangtien.gateway.link.Announcements;
import vn.trangtien.gateway.link.CloudLink;
import vn.trangtien.gateway.link.Inbox;
import vn.trangtien.gateway.link.LinkSettings;
import vn.trangtien.gateway.link.LinkStatus.State;
import vn.trangtien.gateway.link.TimeGate;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.wire.KuraPosition;

/** Empties a full spool through the gateway's own link, TLS included, with the brake on a reconnecting fleet taken off. */
final class ReadOut {

    private static final int UNBRAKED = 1_000_000;
    private static final Duration LOOKED_EVERY = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private ReadOut() {}

    /** Messages a second from the connection to the last acknowledgement. */
    static double through(GatewayIdentity identity, Spool spool, Clock clock)
            throws EnrolmentException, InterruptedException {
        var announcements = new Announcements(
                identity.account(),
                identity.clientId(),
                "Bench",
                KuraPosition.of(16.46, 107.59),
                Map.of(),
                true,
                clock);
        try (CloudLink link = CloudLink.overTls(
                identity,
                announcements,
                Inbox.NONE,
                TimeGate.OPEN,
                spool,
                LinkSettings.usual(UNBRAKED),
                new Random(1))) {
            link.start();
            waitFor(() -> link.status().state() == State.CONNECTED, link);
            long messages = spool.counters().depth();
            long start = System.nanoTime();
            waitFor(() -> spool.counters().depth() == 0, link);
            return messages * 1e9 / (System.nanoTime() - start);
        }
    }

    /** What is waited for. */
    @FunctionalInterface
    private interface Condition {
        boolean holds();
    }

    private static void waitFor(Condition condition, CloudLink link) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("the link came to a halt: " + link.status());
            }
            TimeUnit.NANOSECONDS.sleep(LOOKED_EVERY.toNanos());
        }
    }
}
