package vn.trangtien.sim.camera.rtsp;

import java.time.Clock;
import java.time.Duration;
import vn.trangtien.sim.camera.auth.AccessControl;
import vn.trangtien.sim.camera.fault.StreamFaults;
import vn.trangtien.sim.camera.film.Broadcast;
import vn.trangtien.sim.camera.film.Film;

/**
 * How an RTSP server behaves.
 *
 * @param port to listen on; 0 for any free one
 * @param udpPorts where datagrams leave from
 * @param sessionTimeout after that time without a word from its client a session ends; at least a second
 * @param access who may look
 * @param faults what is wrong
 * @param clock for sender reports
 * @param speed 1 for real time; time stamps of the stream do not change with it
 * @param startNanos when the camera was switched on, as {@link System#nanoTime} counts
 */
public record RtspSettings(
        int port,
        PortRange udpPorts,
        Duration sessionTimeout,
        AccessControl access,
        StreamFaults faults,
        Clock clock,
        double speed,
        long startNanos) {

    public RtspSettings {
        if (sessionTimeout.toSeconds() < 1) {
            throw new IllegalArgumentException("session time-out must be at least 1 s, but was " + sessionTimeout);
        }
    }

    Broadcast broadcast(Film film) {
        return new Broadcast(film, speed, startNanos);
    }
}
