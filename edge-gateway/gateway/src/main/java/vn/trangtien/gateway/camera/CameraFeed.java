package vn.trangtien.gateway.camera;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.Quality;
import vn.trangtien.gateway.spool.Outbox;
import vn.trangtien.gateway.spool.Priority;
import vn.trangtien.wire.ChannelReading;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.LineCrossedMessage;
import vn.trangtien.wire.LineCrossedMessage.Direction;
import vn.trangtien.wire.Origin;
import vn.trangtien.wire.SnapshotMessage;
import vn.trangtien.wire.TelemetryMessage;

/** Turns what a camera sees into messages: counts at their interval, crossings and pictures at once. Thread-safe. */
public final class CameraFeed implements CameraObserver {

    private static final List<String> CHANNELS = List.of("count.forward", "count.backward", "objects", "fps");
    private static final String COUNT = "{count}";

    private final String account;
    private final String gateway;
    private final String camera;
    private final Duration every;
    private final Supplier<Origin> origin;
    private final Outbox outbox;
    private final Consumer<String> problems;

    private @Nullable Instant lastCounts;
    private boolean alive;
    private String problem = "no picture yet";
    private long messages;

    /**
     * @param every least time between two messages with counts
     * @param problems told why there are no pictures
     */
    public CameraFeed(
            String account,
            String gateway,
            String camera,
            Duration every,
            Supplier<Origin> origin,
            Outbox outbox,
            Consumer<String> problems) {
        this.account = account;
        this.gateway = gateway;
        this.camera = camera;
        this.every = every;
        this.origin = origin;
        this.outbox = outbox;
        this.problems = problems;
    }

    @Override
    public synchronized void counts(long forward, long backward, int objects, double framesPerSecond, Instant at) {
        alive = true;
        problem = "";
        Instant last = lastCounts;
        // Earlier than the last one: the clock was set back, which must not silence the camera until it catches up.
        if (last != null && !at.isBefore(last) && at.isBefore(last.plus(every))) {
            return;
        }
        lastCounts = at;
        send(
                List.of(
                        reading("count.forward", (double) forward, COUNT, at),
                        reading("count.backward", (double) backward, COUNT, at),
                        reading("objects", objects, COUNT, at),
                        reading("fps", framesPerSecond, "Hz", at)),
                at);
    }

    @Override
    public synchronized void crossed(String id, String line, Direction direction, Instant at) {
        messages++;
        outbox.put(
                Priority.ALARM,
                KuraTopic.event(account, gateway, camera),
                new LineCrossedMessage(
                                camera, id, line, direction, Optional.empty(), Optional.empty(), at, origin.get())
                        .toPayload());
    }

    @Override
    public synchronized void snapshot(byte[] jpeg, int width, int height, Instant takenAt) {
        messages++;
        outbox.put(
                Priority.SNAPSHOT,
                KuraTopic.snapshot(account, gateway, camera),
                new SnapshotMessage(
                                camera, takenAt, width, height, Optional.empty(), Optional.empty(), jpeg, origin.get())
                        .toPayload());
    }

    @Override
    public synchronized void connected(Instant at) {
        alive = true;
        problem = "";
    }

    /** Says at once that there are no values, so that nobody takes the last counts for fresh ones. */
    @Override
    public synchronized void disconnected(String reason, Instant at) {
        alive = false;
        problem = reason;
        problems.accept(reason);
        lastCounts = null;
        List<ChannelReading> readings = new ArrayList<>();
        for (String channel : CHANNELS) {
            readings.add(new ChannelReading(
                    channel,
                    OptionalDouble.empty(),
                    Optional.of(at),
                    channel.equals("fps") ? "Hz" : COUNT,
                    Quality.COMM_FAULT.name(),
                    Optional.of(reason)));
        }
        send(readings, at);
    }

    public String camera() {
        return camera;
    }

    public synchronized boolean isAlive() {
        return alive;
    }

    /** Why there are no pictures; empty if there are. */
    public synchronized String problem() {
        return problem;
    }

    public synchronized long messages() {
        return messages;
    }

    private void send(List<ChannelReading> readings, Instant at) {
        messages++;
        outbox.put(
                Priority.TELEMETRY,
                KuraTopic.telemetry(account, gateway, camera),
                new TelemetryMessage(camera, readings, Optional.of(at), origin.get()).toPayload());
    }

    private static ChannelReading reading(String channel, double value, String unit, Instant at) {
        return new ChannelReading(
                channel, OptionalDouble.of(value), Optional.of(at), unit, Quality.GOOD.name(), Optional.empty());
    }
}
