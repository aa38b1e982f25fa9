package vn.trangtien.video.onvif;

import java.net.URI;
import java.util.List;

/**
 * A camera that answered a probe.
 *
 * @param id the same each time
 * @param services addresses of its device service, best first; at least one
 * @param name as its scopes say, empty if they do not
 * @param hardware as its scopes say, empty if they do not
 * @param from address of the computer the answer came from
 */
public record DiscoveredCamera(String id, List<URI> services, String name, String hardware, String from) {

    public DiscoveredCamera {
        services = List.copyOf(services);
    }
}
