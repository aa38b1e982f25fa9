package vn.trangtien.gateway.host;

import java.time.Clock;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.Gateway;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.enrol.EnrolmentException;
import vn.trangtien.gateway.enrol.GatewayIdentity;
import vn.trangtien.gateway.remote.conf.Target;
import vn.trangtien.gateway.spool.Priority;
import vn.trangtien.gateway.spool.SpoolException;
import vn.trangtien.gateway.view.ConfigStanding;
import vn.trangtien.wire.GatewayReport;

/** Changes of configuration on a running gateway. */
final class RunningTarget implements Target {

    private static final Logger LOG = LoggerFactory.getLogger(RunningTarget.class);

    private final Gateway gateway;
    private final GatewayIdentity identity;
    private final Clock clock;

    RunningTarget(Gateway gateway, GatewayIdentity identity, Clock clock) {
        this.gateway = gateway;
        this.identity = identity;
        this.clock = clock;
    }

    @Override
    public GatewayConfig config() {
        return gateway.config();
    }

    @Override
    public void exchange(GatewayConfig next) {
        try {
            gateway.exchange(next);
        } catch (EnrolmentException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** The message waits in the spool like any other, so only the broker's acknowledgement makes it go. */
    @Override
    public BooleanSupplier tell(ConfigStanding standing) {
        var report = new GatewayReport(
                clock.instant(),
                Map.of(GatewayReport.CONFIG_VERSION, standing.version()),
                Map.of(
                        GatewayReport.CONFIG_SHA256,
                        standing.sha256(),
                        GatewayReport.CONFIG_STATE,
                        standing.state().code()));
        try {
            BooleanSupplier arrived = gateway.spool()
                    .appendWatched(
                            Priority.ALARM,
                            GatewayReport.topic(identity.account(), identity.clientId()),
                            report.toPayload());
            gateway.wake();
            return arrived;
        } catch (SpoolException e) {
            LOG.error("gateway={} configuration-report=\"{}\"", identity.clientId(), e.getMessage());
            gateway.errors().add("spool", String.valueOf(e.getMessage()));
            return () -> false;
        }
    }
}
