package vn.trangtien.ingest.remote;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.trangtien.ingest.decoding.Rebirths;
import vn.trangtien.ingest.decoding.SparkplugCommand;
import vn.trangtien.ingest.registry.GatewayId;

/** Asks Sparkplug nodes for a birth over the connection of remote management. Thread-safe. */
@Component
final class RebirthRequests implements Rebirths {

    private static final Logger LOG = LoggerFactory.getLogger(RebirthRequests.class);

    private final RemoteManagement management;
    private final Clock clock;

    RebirthRequests(RemoteManagement management, Clock clock) {
        this.management = management;
        this.clock = clock;
    }

    @Override
    public void ask(GatewayId node) {
        if (!management.command(SparkplugCommand.topic(node), SparkplugCommand.rebirth(clock.instant()))) {
            LOG.warn("gateway={} event=rebirth-not-asked reason=broker-away", node.key());
        }
    }
}
