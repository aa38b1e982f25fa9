package vn.trangtien.gateway.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.Gateway;
import vn.trangtien.gateway.config.ConfigReader;
import vn.trangtien.gateway.enrol.IdentityStore;
import vn.trangtien.gateway.remote.Dispatcher;
import vn.trangtien.gateway.remote.Postman;
import vn.trangtien.gateway.remote.RemoteParts;
import vn.trangtien.gateway.remote.RequestHandler;
import vn.trangtien.gateway.remote.command.CmdV1;
import vn.trangtien.gateway.remote.conf.ConfV1;
import vn.trangtien.gateway.remote.conf.ConfV2;
import vn.trangtien.gateway.remote.conf.ConfigurationStore;
import vn.trangtien.gateway.remote.conf.Configurations;
import vn.trangtien.gateway.remote.conf.Requester;
import vn.trangtien.gateway.remote.inventory.InventoryV1;
import vn.trangtien.gateway.remote.keys.KeysV2;
import vn.trangtien.gateway.report.ReportPart;
import vn.trangtien.gateway.view.ConfigStanding;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.request.Notification;

/** Everything by which the cloud acts on one running gateway. Thread-safe. */
final class RemoteManagement implements AutoCloseable {

    /** Type of the notification that tells how a change of configuration ended. */
    private static final String CONFIGURATION = "configuration";

    private final String account;
    private final String client;
    private final Gateway gateway;
    private final Postman postman;
    private final Configurations configurations;
    private final CertificateCare certificates;
    private final Dispatcher dispatcher;

    RemoteManagement(HostParts parts, Gateway gateway, ConfigurationStore store) throws IOException {
        this.account = parts.identity().account();
        this.client = parts.identity().clientId();
        this.gateway = gateway;
        this.postman = new SpoolPostman(gateway.outbox());
        DriverCatalog drivers = parts.gateway().drivers();
        this.configurations = new Configurations(
                store,
                new ConfigReader(drivers),
                new RunningTarget(gateway, parts.identity(), parts.gateway().clock()),
                System::nanoTime,
                this::ended);
        var remote = new RemoteParts(
                account,
                client,
                parts.gateway().dataDirectory(),
                parts.identity().authorities(),
                () -> gateway.config().remote().enabled(),
                gateway::clockTrusted,
                parts.gateway().clock(),
                postman,
                parts.restart());
        List<RequestHandler> handlers = new ArrayList<>();
        handlers.add(new ConfV2(configurations, drivers));
        handlers.add(new ConfV1(configurations, drivers));
        handlers.add(new CmdV1(() -> gateway.config().remote().commands(), client));
        handlers.add(new InventoryV1(parts.gateway().version()));
        this.certificates = new CertificateCare(
                gateway, new IdentityStore(parts.gateway().dataDirectory().resolve("identity")), parts.gateway());
        handlers.add(new KeysV2(certificates));
        for (Function<RemoteParts, RequestHandler> application : parts.applications()) {
            handlers.add(application.apply(remote));
        }
        this.dispatcher = Dispatcher.open(remote, handlers);
        gateway.reporter().add(ReportPart.config(() -> {
            ConfigStanding now = configurations.standing();
            return new ReportPart.ConfigFacts(
                    now.version(), now.sha256(), now.state().code());
        }));
    }

    /** Begins to tell what is in force, and to look after the certificate; the gateway has been started. */
    void start() {
        configurations.start();
        certificates.start();
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    Configurations configurations() {
        return configurations;
    }

    /** People read it on the gateway's page, who asked for it reads it in a notification. */
    private void ended(Requester requester, Configurations.Outcome outcome) {
        if (!outcome.reason().isEmpty()) {
            gateway.errors()
                    .add(
                            CONFIGURATION,
                            "version %d was taken back: %s"
                                    .formatted(outcome.tried().number(), outcome.reason()));
        }
        if (requester.equals(Requester.NOBODY)) {
            return;
        }
        var standing = outcome.standing();
        postman.notify(new Notification(
                account,
                requester.client(),
                requester.appId(),
                client,
                CONFIGURATION,
                KuraPayload.builder()
                        .metric("client.id", client)
                        .metric("config.tried", outcome.tried().number())
                        .metric("config.version", standing.version())
                        .metric("config.sha256", standing.sha256())
                        .metric("config.state", standing.state().code())
                        .metric("config.reason", outcome.reason())
                        .build()));
    }

    @Override
    public void close() {
        certificates.close();
        dispatcher.close();
    }
}
