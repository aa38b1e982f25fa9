package vn.trangtien.box.cli;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import vn.trangtien.video.onvif.DiscoveredCamera;
import vn.trangtien.video.onvif.Login;
import vn.trangtien.video.onvif.WsDiscovery;

/** Finds cameras and asks them side by side, so that one that is slow does not keep the others waiting. */
final class CameraFinder {

    private static final int ASKED_AT_ONCE = 8;
    private static final String USUAL_PATH = "/onvif/device_service";

    private final Duration timeout;
    private final Optional<Login> login;

    CameraFinder(Duration timeout, Optional<Login> login) {
        this.timeout = timeout;
        this.login = login;
    }

    /** @throws IOException if no network can be asked */
    List<FoundCamera> everybody() throws IOException, InterruptedException {
        return ask(WsDiscovery.everybody(timeout));
    }

    /**
     * One camera.
     *
     * @param address a host, which is probed first; a host with its port of HTTP; or the address of the device service
     * @throws IOException if the host is not known
     * @throws IllegalArgumentException if it is no address
     */
    List<FoundCamera> at(String address) throws IOException, InterruptedException {
        if (address.startsWith("http://") || address.startsWith("https://")) {
            return List.of(FoundCamera.ask(service(address), "", login, timeout));
        }
        if (address.matches("[^:/]+:\\d{1,5}")) {
            return List.of(FoundCamera.ask(service("http://" + address + USUAL_PATH), "", login, timeout));
        }
        URI usual = service("http://" + address + USUAL_PATH);
        Collection<DiscoveredCamera> found = WsDiscovery.directly(address, WsDiscovery.PORT, timeout);
        return found.isEmpty() ? List.of(FoundCamera.ask(usual, "", login, timeout)) : ask(found);
    }

    private static URI service(String address) {
        URI uri = URI.create(address);
        if (uri.getHost() == null || uri.getUserInfo() != null) {
            throw new IllegalArgumentException("no host, or a password in the address");
        }
        return uri;
    }

    private List<FoundCamera> ask(Collection<DiscoveredCamera> cameras) throws InterruptedException {
        ExecutorService askers = Executors.newFixedThreadPool(ASKED_AT_ONCE);
        try {
            var answers = new ArrayList<Future<FoundCamera>>();
            for (DiscoveredCamera camera : cameras) {
                URI service = camera.services().get(0);
                answers.add(askers.submit(() -> FoundCamera.ask(service, camera.name(), login, timeout)));
            }
            var found = new ArrayList<FoundCamera>();
            for (Future<FoundCamera> answer : answers) {
                found.add(answer.get());
            }
            return found;
        } catch (ExecutionException e) {
            throw new IllegalStateException("asking a camera failed in a way nobody thought of", e.getCause());
        } finally {
            askers.shutdownNow();
        }
    }
}
