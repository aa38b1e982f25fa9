package vn.trangtien.gateway.remote.deploy;

import java.util.function.Consumer;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.request.Notification;

/** Notifications about an order, named as Kura's code names them. */
final class DeployNotes {

    static final String APP = "DEPLOY-V2";

    private final Consumer<Notification> outbox;

    DeployNotes(Consumer<Notification> outbox) {
        this.outbox = outbox;
    }

    /** How a transfer or an installation stands; the texts are on the wire. */
    enum Status {
        IN_PROGRESS("IN_PROGRESS"),
        COMPLETED("COMPLETED"),
        FAILED("FAILED"),
        CANCELLED("CANCELLED"),
        ALREADY_DONE("ALREADY DONE"),
        IDLE("IDLE");

        private final String wire;

        Status(String wire) {
            this.wire = wire;
        }

        String wire() {
            return wire;
        }
    }

    void download(DeployOrder order, Status status, long bytes, int percent, String error) {
        var payload = KuraPayload.builder()
                .metric("client.id", order.asker().client())
                .metric("job.id", order.jobId())
                .metric("dp.download.size", (int) Math.min(bytes, Integer.MAX_VALUE))
                .metric("dp.download.progress", percent)
                .metric("dp.download.status", status.wire())
                .metric("dp.download.index", 0);
        if (!error.isEmpty()) {
            payload.metric("dp.download.error.message", error);
        }
        send(order, "download", payload.build());
    }

    /** @param what {@code install} or {@code uninstall} */
    void work(String what, DeployOrder order, Status status, String error) {
        var payload = KuraPayload.builder()
                .metric("client.id", order.asker().client())
                .metric("job.id", order.jobId())
                .metric("dp.name", order.name())
                .metric("dp.version", order.version().text())
                .metric("dp." + what + ".progress", status == Status.COMPLETED ? 100 : 0)
                .metric("dp." + what + ".status", status.wire());
        if (!error.isEmpty()) {
            payload.metric("dp." + what + ".error.message", error);
        }
        send(order, what, payload.build());
    }

    private void send(DeployOrder order, String type, KuraPayload payload) {
        DeployOrder.Asker asker = order.asker();
        outbox.accept(new Notification(asker.account(), asker.requester(), APP, asker.client(), type, payload));
    }
}
