package vn.trangtien.box.cli;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vn.trangtien.video.onvif.CameraStream;
import vn.trangtien.video.onvif.DeviceFacts;
import vn.trangtien.video.onvif.Login;
import vn.trangtien.video.onvif.OnvifClient;
import vn.trangtien.video.onvif.OnvifException;
import vn.trangtien.video.onvif.OnvifProblem;

/**
 * What a camera told about itself, or why it did not.
 *
 * @param service address of its device service
 * @param name from its answer to the probe, or empty
 * @param device empty if it did not tell
 * @param clockAhead how much its clock is ahead of ours
 * @param problem why something is missing
 */
record FoundCamera(
        URI service,
        String name,
        Optional<DeviceFacts> device,
        Duration clockAhead,
        List<CameraStream> streams,
        Optional<OnvifProblem> problem) {

    /** Asks the camera; waits for each of its answers at most for the time-out. */
    static FoundCamera ask(URI service, String name, Optional<Login> login, Duration timeout) {
        var client = new OnvifClient(service, login, timeout, Clock.systemUTC());
        Optional<DeviceFacts> device = Optional.empty();
        Duration ahead = Duration.ZERO;
        try {
            ahead = client.clockAhead();
            device = Optional.of(client.device());
            return new FoundCamera(service, name, device, ahead, client.streams(), Optional.empty());
        } catch (OnvifException e) {
            return new FoundCamera(service, name, device, ahead, List.of(), Optional.of(e.problem()));
        }
    }
}
