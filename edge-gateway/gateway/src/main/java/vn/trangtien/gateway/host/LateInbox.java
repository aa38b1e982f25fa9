package vn.trangtien.gateway.host;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.trangtien.gateway.link.Inbox;
import vn.trangtien.gateway.remote.Dispatcher;

/** Stands in the link for the dispatcher, which needs the gateway that has the link. Nothing arrives before the link is started. */
final class LateInbox implements Inbox {

    private volatile @Nullable Dispatcher dispatcher;

    void to(Dispatcher some) {
        dispatcher = some;
    }

    @Override
    public void arrived(String topic, byte[] payload) {
        Dispatcher there = dispatcher;
        if (there != null) {
            there.arrived(topic, payload);
        }
    }

    List<String> applications() {
        Dispatcher there = dispatcher;
        return there == null ? List.of() : there.applications();
    }
}
