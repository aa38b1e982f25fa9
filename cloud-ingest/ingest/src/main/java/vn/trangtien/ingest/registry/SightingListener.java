package vn.trangtien.ingest.registry;

/** Wants to know of every birth, goodbye and loss, in the order of arrival. */
@FunctionalInterface
public interface SightingListener {

    /** Called in the transaction that books the message; the same sighting may come again after a crash. */
    void heard(GatewayId gateway, Sighting sighting);
}
