package vn.trangtien.sim.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import vn.trangtien.sim.bus.MessageSource;
import vn.trangtien.sim.bus.Published;
import vn.trangtien.sim.world.RandomStream;

/**
 * A battery-powered sensor on LoRaWAN and the network server between it and the broker. It joins, then sends at its interval
 * give or take two seconds; each frame, whether it arrives or not, counts. One radio gateway always hears it, a second one every
 * other time. A loss of supply makes it join again, and its counter begins at 0.
 */
final class LorawanModel implements MessageSource {

    /** A payload and what the server's codec makes of it. Never compared by its bytes. */
    @SuppressWarnings("ArrayRecordComponent")
    record Content(byte[] payload, Map<String, Object> object) {}

    /** How a network server publishes. */
    enum Server {
        CHIRPSTACK {
            @Override
            Published up(Uplink uplink) {
                return uplink.chirpStack();
            }

            @Override
            Published join(Uplink uplink) {
                return uplink.chirpStackJoin();
            }
        },
        TTN {
            @Override
            Published up(Uplink uplink) {
                return uplink.theThings();
            }

            @Override
            Published join(Uplink uplink) {
                return uplink.theThingsJoin();
            }
        };

        abstract Published up(Uplink uplink);

        abstract Published join(Uplink uplink);
    }

    /**
     * @param server that publishes
     * @param application its id, for The Things Stack with the tenant
     * @param lostShare of the frames that no gateway hears, 0 to 1
     */
    record Subscription(Server server, String application, String devEui, Duration every, double lostShare) {}

    private static final Duration JOIN_TIME = Duration.ofSeconds(2);
    private static final Duration JITTER = Duration.ofSeconds(2);
    private static final int PORT = 2;

    private final Subscription subscription;
    private final Supplier<Content> content;
    private final Supplier<Instant> time;
    private final RandomStream radio;
    private final Deque<Published> waiting = new ArrayDeque<>();
    private int session;
    private long frameCounter;
    private long frames;
    private boolean joined;
    private long nextAt;

    LorawanModel(
            Subscription subscription,
            Supplier<Content> content,
            Supplier<Instant> time,
            RandomStream radio,
            long now) {
        this.subscription = subscription;
        this.content = content;
        this.time = time;
        this.radio = radio;
        this.nextAt = now + JOIN_TIME.toNanos();
    }

    @Override
    public List<Published> due(long now) {
        if (now - nextAt >= 0) {
            if (!joined) {
                joined = true;
                waiting.add(subscription.server().join(uplink(new Content(new byte[0], Map.of()))));
            }
            send();
            nextAt = now + subscription.every().toNanos() + Math.round(JITTER.toNanos() * radio.white(-frames));
        }
        var due = new ArrayList<>(waiting);
        waiting.clear();
        return due;
    }

    @Override
    public long nextDueAt() {
        return nextAt;
    }

    @Override
    public void powerCycle() {
        session++;
        frameCounter = 0;
        joined = false;
    }

    private void send() {
        boolean lost = (radio.white(2 * frames + 1) + 1) / 2 < subscription.lostShare();
        if (!lost) {
            waiting.add(subscription.server().up(uplink(content.get())));
        }
        frameCounter++;
        frames++;
    }

    private Uplink uplink(Content sent) {
        int rssi = (int) Math.round(-95 + 12 * radio.white(2 * frames));
        double snr = Math.round(10 * (7 + 3 * radio.white(2 * frames))) / 10.0;
        var receptions = new ArrayList<Uplink.Reception>();
        receptions.add(new Uplink.Reception("a84041ffff1f4b70", rssi, snr));
        if (frames % 2 == 1) {
            receptions.add(new Uplink.Reception("0016c001f153a14c", rssi - 9, snr - 4.5));
        }
        return new Uplink(
                subscription.application(),
                subscription.devEui(),
                session,
                frameCounter,
                PORT,
                sent.payload(),
                sent.object(),
                time.get(),
                List.copyOf(receptions));
    }
}
