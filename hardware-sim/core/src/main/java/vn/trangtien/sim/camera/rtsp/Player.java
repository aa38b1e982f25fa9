package vn.trangtien.sim.camera.rtsp;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.trangtien.sim.camera.fault.Fault;
import vn.trangtien.sim.camera.fault.StreamFaults;
import vn.trangtien.sim.camera.film.AccessUnit;
import vn.trangtien.sim.camera.film.Broadcast;
import vn.trangtien.sim.camera.film.Film;

/** Sends a stream to one client from its PLAY to its PAUSE or end, on a thread of its own. */
final class Player implements Runnable {

    private static final Logger LOG = System.getLogger(Player.class.getName());

    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final Duration WRONG_TIME_OF_DAY = Duration.ofDays(3_652);
    private static final double CLOCK_JUMP_SECONDS = 3;

    /** Nearly a second, because a second of pictures is never exactly one. */
    private static final long ONE_FPS_TICKS = Film.CLOCK_RATE * 9L / 10;

    private final ServedStream stream;
    private final RtspSettings settings;
    private final StreamFaults faults;
    private final PacketRoute route;
    private final Consumer<byte[]> control;
    private final Runnable lost;
    private final int source;
    private final int firstSequence = ThreadLocalRandom.current().nextInt(0x10000);
    private final long timestampBase = ThreadLocalRandom.current().nextInt() & 0xFFFFFFFFL;
    private final boolean soundOnly;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final RtpPacketiser packetiser;
    private final FaultyLink link;
    private final Random jitter;
    private final long startedNanos = System.nanoTime();

    private Broadcast broadcast;
    private Optional<Fault> shown = Optional.empty();
    private long number;
    private boolean needsKey = true;
    private @Nullable AccessUnit lastKey;
    private long lastSent = Long.MIN_VALUE / 2;
    private long nextReportNanos = startedNanos;

    /**
     * @param source the stream's random number (SSRC)
     * @param control takes what the client sends about the stream
     * @param lost told when the client cannot be reached any more, or its connection is to be cut
     */
    Player(
            ServedStream stream,
            RtspSettings settings,
            PacketRoute route,
            int source,
            Consumer<byte[]> control,
            Runnable lost) {
        this.stream = stream;
        this.settings = settings;
        this.faults = settings.faults();
        this.route = route;
        this.source = source;
        this.control = control;
        this.lost = lost;
        this.soundOnly = faults.has(Fault.AUDIO_ONLY);
        this.packetiser = new RtpPacketiser(source, firstSequence);
        this.link = new FaultyLink(route, faults, source);
        this.jitter = new Random(source);
        this.broadcast = settings.broadcast(stream.footage().film());
        this.number = broadcast.nextKeyFrame(startedNanos);
    }

    int firstSequence() {
        return firstSequence;
    }

    /** Time stamp of the first picture. */
    long firstTimestamp() {
        return (soundOnly ? timestampBase : stamp(broadcast.timestamp(number))) & 0xFFFFFFFFL;
    }

    /** Ends the sending and waits a moment for it, so that nothing follows the answer to a PAUSE. */
    void stop() throws InterruptedException {
        stopped.countDown();
        if (!finished.await(1, TimeUnit.SECONDS)) {
            LOG.log(Level.DEBUG, "a client of stream {0} is slow to take its last packet", stream.path());
        }
    }

    /** Asks it to end, without waiting. */
    void abandon() {
        stopped.countDown();
    }

    @Override
    public void run() {
        try {
            if (soundOnly) {
                playSound();
            } else {
                playVideo();
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "stream {0} lost its client: {1}", stream.path(), e.getMessage());
            lost.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            finished.countDown();
        }
    }

    private void playVideo() throws IOException, InterruptedException {
        while (!isStopped(0)) {
            chooseFilm();
            if (isStopped(broadcast.nanosUntil(number, System.nanoTime()))) {
                return;
            }
            long now = System.nanoTime();
            if (faults.has(Fault.FREEZE) || broadcast.isStale(number, now)) {
                begin(broadcast, now);
                continue;
            }
            if (isCutNow(now)) {
                lost.run();
                return;
            }
            report(now);
            sendOne();
            number++;
        }
    }

    private void sendOne() throws IOException, InterruptedException {
        AccessUnit picture = broadcast.picture(number);
        long timestamp = broadcast.timestamp(number);
        if (faults.has(Fault.STILL) && lastKey != null) {
            picture = lastKey;
            needsKey = true;
        } else if (faults.has(Fault.ONE_FPS) && (!picture.isKey() || timestamp - lastSent < ONE_FPS_TICKS)) {
            needsKey = true;
            return;
        } else if (needsKey && !picture.isKey()) {
            return;
        } else {
            needsKey = false;
            lastKey = picture.isKey() ? picture : lastKey;
        }
        double late = faults.amount(Fault.JITTER);
        if (late > 0 && isStopped((long) (jitter.nextDouble() * late * 1e6))) {
            return;
        }
        packetiser.send(broadcast.film(), picture, stamp(timestamp), link);
        route.flush();
        lastSent = timestamp;
    }

    private void chooseFilm() {
        Optional<Fault> wanted = faults.ofPicture();
        if (wanted.equals(shown)) {
            return;
        }
        shown = wanted;
        Film film = stream.footage().film();
        if (wanted.isPresent()) {
            try {
                film = stream.footage().film(wanted.get());
            } catch (IOException e) {
                LOG.log(Level.WARNING, "stream {0} shows no fault: {1}", stream.path(), e.getMessage());
            }
        }
        if (film != broadcast.film()) {
            begin(settings.broadcast(film), System.nanoTime());
            lastKey = null;
        }
    }

    private void begin(Broadcast with, long nowNanos) {
        broadcast = with;
        number = with.nextKeyFrame(nowNanos);
        needsKey = true;
    }

    private boolean isCutNow(long nowNanos) {
        return faults.has(Fault.DISCONNECT) && (nowNanos - startedNanos) / 1e9 >= faults.amount(Fault.DISCONNECT);
    }

    /** Reads what the client reports and tells it the time, but not more often than it needs it. */
    private void report(long nowNanos) throws IOException {
        route.receivedControl().ifPresent(control);
        if (nowNanos - nextReportNanos < 0) {
            return;
        }
        nextReportNanos = nowNanos + REPORT_NANOS;
        Instant now = settings.clock().instant();
        route.sendControl(SenderReport.of(
                source,
                faults.has(Fault.CLOCK) ? now.minus(WRONG_TIME_OF_DAY) : now,
                stamp(Math.round(broadcast.ticksAt(nowNanos))),
                packetiser.packets(),
                packetiser.payloadBytes()));
    }

    private long stamp(long ticks) {
        boolean jumped = faults.has(Fault.CLOCK) && (long) (ticks / Film.CLOCK_RATE / CLOCK_JUMP_SECONDS) % 2 == 1;
        return timestampBase + ticks + (jumped ? Math.round(faults.amount(Fault.CLOCK) * Film.CLOCK_RATE) : 0);
    }

    /** Silence in µ-law, in packets of 20 ms. */
    private void playSound() throws IOException, InterruptedException {
        var silence = new byte[SessionDescription.SOUND_CLOCK_RATE / 50];
        Arrays.fill(silence, (byte) 0xFF);
        for (long i = 0; !isStopped(startedNanos + TimeUnit.MILLISECONDS.toNanos(20 * i) - System.nanoTime()); i++) {
            route.receivedControl().ifPresent(control);
            packetiser.sendRaw(
                    SessionDescription.SOUND_PAYLOAD_TYPE, silence, timestampBase + i * silence.length, link);
            route.flush();
        }
    }

    private boolean isStopped(long waitNanos) throws InterruptedException {
        return stopped.await(Math.max(0, waitNanos), TimeUnit.NANOSECONDS);
    }

    /** The packet with which a stream ends. */
    void goodbye() throws IOException {
        route.sendControl(SenderReport.goodbye(source));
        route.flush();
    }
}
