package vn.trangtien.gateway.camera;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.drivers.Quality;
import vn.trangtien.gateway.spool.Priority;
import vn.trangtien.gateway.view.GatewayStatusReport.CameraState;
import vn.trangtien.video.CameraCounts;
import vn.trangtien.video.CameraListener;
import vn.trangtien.video.CameraStatus;
import vn.trangtien.video.Clip;
import vn.trangtien.video.LineCrossing;
import vn.trangtien.video.Measure;
import vn.trangtien.video.ObjectEvent;
import vn.trangtien.video.Snapshot;
import vn.trangtien.video.ViewAlert;
import vn.trangtien.wire.ChannelReading;
import vn.trangtien.wire.ClipMessage;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.TelemetryMessage;

/**
 * Turns what a camera sees into messages: counts and measures at their interval, everything else at once. Pictures and films wait
 * behind everything else. Thread-safe.
 */
public final class CameraFeed implements CameraListener {

    private static final Logger LOG = LoggerFactory.getLogger(CameraFeed.class);

    private static final String COUNT = "{count}";
    private static final String PER_SECOND = "Hz";

    /** Below it a measure is told, but nobody should act on it alone. */
    private static final double SURE = 0.5;

    private final FeedParts parts;
    private final CameraWording wording;
    private final Duration every;
    private final CameraTally tally;
    private final Consumer<String> problems;

    private final Map<String, String> units = new LinkedHashMap<>();
    private @Nullable Instant lastCounts;
    private @Nullable CameraCounts untold;
    private boolean alive;
    private String problem = "no picture yet";
    private String problemVietnamese = "chưa có hình";
    private long messages;

    /**
     * @param every least time between two messages with counts
     * @param clearFor the purpose for which pictures may be clear; empty if they may not
     * @param problems told why there are no pictures, or what is not done with them
     */
    public CameraFeed(
            FeedParts parts, String camera, Duration every, Optional<String> clearFor, Consumer<String> problems) {
        this.parts = parts;
        this.wording = new CameraWording(camera, clearFor);
        this.every = every;
        this.tally = new CameraTally(camera, parts.counters());
        this.problems = problems;
        List.of("count.forward", "count.backward", "objects").forEach(channel -> units.put(channel, COUNT));
        units.put("fps", PER_SECOND);
    }

    @Override
    public synchronized void counts(CameraCounts counts) {
        if (!alive) {
            alive = true;
            problem = "";
            problemVietnamese = "";
        }
        Instant at = counts.at();
        Instant last = lastCounts;
        // Earlier than the last one: the clock was set back, which must not silence the camera until it catches up.
        if (last != null && !at.isBefore(last) && at.isBefore(last.plus(every))) {
            untold = counts;
            return;
        }
        lastCounts = at;
        tell(counts);
    }

    private void tell(CameraCounts counts) {
        untold = null;
        Instant at = counts.at();
        Map<String, Double> totals = tally.add(counts);
        tally.keep();
        List<ChannelReading> readings = new ArrayList<>();
        totals.forEach((channel, total) -> readings.add(reading(channel, total, COUNT, at)));
        readings.add(reading("objects", counts.objectsNow(), COUNT, at));
        readings.add(reading("fps", counts.framesPerSecond(), PER_SECOND, at));
        counts.looks().ifPresent(looks -> {
            readings.add(reading("looks", looks.real(), PER_SECOND, at));
            readings.add(reading("looks.wanted", looks.wanted(), PER_SECOND, at));
            readings.add(reading("looks.configured", looks.configured(), PER_SECOND, at));
        });
        for (Measure measure : counts.measures()) {
            readings.add(reading(
                    measure.name(),
                    measure.value(),
                    measure.unit(),
                    measure.confidence() < SURE ? Quality.UNCERTAIN : Quality.GOOD,
                    at));
        }
        telemetry(readings, at);
    }

    /** Tells what was counted since the last message; to be called when the camera gives nothing any more. Safe to call twice. */
    public synchronized void close() {
        CameraCounts rest = untold;
        if (rest != null) {
            tell(rest);
        }
    }

    @Override
    public synchronized void crossed(LineCrossing crossing) {
        send(
                Priority.ALARM,
                KuraTopic.event(parts.account(), parts.gateway(), camera()),
                wording.crossing(crossing, parts.origin().get()).toPayload());
    }

    @Override
    public synchronized void object(ObjectEvent event) {
        send(
                Priority.TELEMETRY,
                KuraTopic.object(parts.account(), parts.gateway(), camera()),
                wording.object(event, parts.origin().get()).toPayload());
    }

    @Override
    public synchronized void alert(ViewAlert alert) {
        messages++;
        parts.alerts().tell(alert);
    }

    @Override
    public synchronized void snapshot(Snapshot snapshot) {
        send(
                Priority.SNAPSHOT,
                KuraTopic.snapshot(parts.account(), parts.gateway(), camera()),
                wording.picture(snapshot, parts.origin().get()).toPayload());
    }

    /** Sends the film and deletes its file, also when it is too large to be sent. */
    @Override
    public synchronized void clip(Clip clip) {
        try {
            long size = Files.size(clip.file());
            if (size < 1 || size > ClipMessage.MAX_BYTES) {
                LOG.warn(
                        "camera={} clip=dropped bytes={} limit={} object={}",
                        camera(),
                        size,
                        ClipMessage.MAX_BYTES,
                        clip.object());
            } else {
                byte[] mp4 = Files.readAllBytes(clip.file());
                send(
                        Priority.SNAPSHOT,
                        KuraTopic.clip(parts.account(), parts.gateway(), camera()),
                        wording.film(clip, mp4, parts.origin().get()).toPayload());
            }
            Files.deleteIfExists(clip.file());
        } catch (IOException e) {
            throw new UncheckedIOException("the film of object %s cannot be read".formatted(clip.object()), e);
        }
    }

    /** Says at once when there are no values, so that nobody takes the last counts for fresh ones. */
    @Override
    public synchronized void status(CameraStatus status) {
        boolean degraded = status.state() == CameraStatus.State.DEGRADED;
        alive = degraded || status.state() == CameraStatus.State.CONNECTED;
        boolean well = status.state() == CameraStatus.State.CONNECTED;
        problem = well ? "" : status.reason();
        problemVietnamese = well ? "" : status.reasonVietnamese();
        if (!problem.isEmpty()) {
            problems.accept(problem);
        }
        if (alive) {
            return;
        }
        lastCounts = null;
        List<ChannelReading> readings = new ArrayList<>();
        units.forEach((channel, unit) -> readings.add(new ChannelReading(
                channel,
                OptionalDouble.empty(),
                Optional.of(status.at()),
                unit,
                Quality.COMM_FAULT.name(),
                Optional.of(status.reason()))));
        telemetry(readings, status.at());
    }

    public String camera() {
        return wording.camera();
    }

    /** How the camera stands; any thread. */
    public synchronized CameraState state() {
        return new CameraState(camera(), alive, problem, problemVietnamese, messages);
    }

    private void telemetry(List<ChannelReading> readings, Instant at) {
        send(
                Priority.TELEMETRY,
                KuraTopic.telemetry(parts.account(), parts.gateway(), camera()),
                new TelemetryMessage(
                                camera(),
                                readings,
                                Optional.of(at),
                                parts.origin().get())
                        .toPayload());
    }

    private void send(Priority priority, KuraTopic.Data topic, KuraPayload payload) {
        messages++;
        parts.outbox().put(priority, topic, payload);
    }

    private ChannelReading reading(String channel, double value, String unit, Instant at) {
        return reading(channel, value, unit, Quality.GOOD, at);
    }

    private ChannelReading reading(String channel, double value, String unit, Quality quality, Instant at) {
        units.put(channel, unit);
        return new ChannelReading(
                channel, OptionalDouble.of(value), Optional.of(at), unit, quality.name(), Optional.empty());
    }
}
