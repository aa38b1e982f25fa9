package vn.trangtien.sim.camera.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import vn.trangtien.sim.camera.fault.Fault;
import vn.trangtien.sim.camera.fault.StreamFaults;
import vn.trangtien.sim.camera.film.Broadcast;
import vn.trangtien.sim.camera.film.Film;
import vn.trangtien.sim.camera.rtsp.Footage;

/** One JPEG after another in an answer that never ends ({@code multipart/x-mixed-replace}). Serves each client on its own thread. */
public final class MotionJpeg implements HttpHandler {

    private static final Logger LOG = System.getLogger(MotionJpeg.class.getName());
    private static final String BOUNDARY = "picture";

    private final Footage footage;
    private final double speed;
    private final long startNanos;
    private final StreamFaults faults;

    /**
     * @param footage MJPEG
     * @param speed 1 for real time
     * @param startNanos when the camera was switched on, as {@link System#nanoTime} counts
     */
    public MotionJpeg(Footage footage, double speed, long startNanos, StreamFaults faults) {
        this.footage = footage;
        this.speed = speed;
        this.startNanos = startNanos;
        this.faults = faults;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace; boundary=" + BOUNDARY);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            play(out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void play(OutputStream out) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Optional<Fault> shown = Optional.empty();
        var broadcast = new Broadcast(footage.film(), speed, startNanos);
        long number = broadcast.nextKeyFrame(begin);
        long lastNanos = begin - TimeUnit.SECONDS.toNanos(1);
        byte[] last = broadcast.picture(number).nalUnits().get(0);
        while (!faults.has(Fault.DISCONNECT) || (System.nanoTime() - begin) / 1e9 < faults.amount(Fault.DISCONNECT)) {
            if (!faults.ofPicture().equals(shown)) {
                shown = faults.ofPicture();
                broadcast = new Broadcast(film(shown), speed, startNanos);
                number = broadcast.nextKeyFrame(System.nanoTime());
            }
            TimeUnit.NANOSECONDS.sleep(broadcast.nanosUntil(number, System.nanoTime()));
            long now = System.nanoTime();
            boolean tooSoon = faults.has(Fault.ONE_FPS) && now - lastNanos < TimeUnit.MILLISECONDS.toNanos(990);
            if (!tooSoon && !faults.has(Fault.FREEZE)) {
                double late = faults.amount(Fault.JITTER);
                TimeUnit.MICROSECONDS.sleep(
                        late > 0 ? ThreadLocalRandom.current().nextLong(Math.round(late * 1_000) + 1) : 0);
                last = faults.has(Fault.STILL)
                        ? last
                        : broadcast.picture(number).nalUnits().get(0);
                send(last, out);
                lastNanos = now;
            }
            number = broadcast.isStale(number, now) ? broadcast.nextKeyFrame(now) : number + 1;
        }
    }

    private Film film(Optional<Fault> fault) {
        if (fault.isPresent()) {
            try {
                return footage.film(fault.get());
            } catch (IOException e) {
                LOG.log(Level.WARNING, "motion JPEG shows no fault: {0}", e.getMessage());
            }
        }
        return footage.film();
    }

    private static void send(byte[] jpeg, OutputStream out) throws IOException {
        String head = "--%s\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n".formatted(BOUNDARY, jpeg.length);
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(jpeg);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
