package vn.trangtien.gateway.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import vn.trangtien.gateway.GatewayParts;
import vn.trangtien.gateway.enrol.GatewayIdentity;
import vn.trangtien.gateway.remote.RemoteParts;
import vn.trangtien.gateway.remote.RequestHandler;

/**
 * What a hosted gateway stands on.
 *
 * @param configuration the file; its folder must be writable for remote changes
 * @param identity from the enrolment
 * @param gateway everything else; its inbox is replaced by the host's
 * @param applications further applications of remote management
 * @param page whether the gateway's own page is shown, if the configuration wants one; several gateways of one process have none
 * @param restart ends this process in good order, so that its supervisor starts it again; returns at once
 */
public record HostParts(
        Path configuration,
        GatewayIdentity identity,
        GatewayParts gateway,
        List<Function<RemoteParts, RequestHandler>> applications,
        boolean page,
        Runnable restart) {

    public HostParts {
        applications = List.copyOf(applications);
    }

    /** No further applications, no page, and nobody who would restart it. */
    public static HostParts of(Path configuration, GatewayIdentity identity, GatewayParts gateway) {
        return new HostParts(configuration, identity, gateway, List.of(), false, () -> {});
    }

    public HostParts withApplication(Function<RemoteParts, RequestHandler> application) {
        var more = new ArrayList<>(applications);
        more.add(application);
        return new HostParts(configuration, identity, gateway, more, page, restart);
    }

    public HostParts withRestart(Runnable how) {
        return new HostParts(configuration, identity, gateway, applications, page, how);
    }

    public HostParts withPage() {
        return new HostParts(configuration, identity, gateway, applications, true, restart);
    }
}
