package vn.trangtien.ingest.frontdoor;

import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * The messages of one connection that wait for their PUBACK, in the order in which they came. MQTT wants the PUBACKs in that order
 * (MQTT-4.6.0-2), whoever is ready first: Kafka, the broker behind, or a refusal. All but {@link Place#settle} is for the thread of
 * the connection.
 */
final class AckQueue {

    /** Writes one PUBACK. */
    @FunctionalInterface
    interface Writer {

        /** @param code reason code of MQTT 5; 0 is success */
        void puback(int packetId, byte code);
    }

    /** One message. Settled once, by any thread. */
    static final class Place {

        private final int packetId;
        private byte code;
        private volatile boolean settled;

        private Place(int packetId) {
            this.packetId = packetId;
        }

        /** @param reason reason code of MQTT 5; 0 is success */
        void settle(byte reason) {
            code = reason;
            settled = true;
        }
    }

    private final ArrayDeque<Place> places = new ArrayDeque<>();
    private final ArrayDeque<Place> atBroker = new ArrayDeque<>();

    Place add(int packetId) {
        var place = new Place(packetId);
        places.add(place);
        return place;
    }

    /** For a message that the broker behind will acknowledge. */
    void addForBroker(int packetId) {
        atBroker.add(add(packetId));
    }

    /** The broker behind has acknowledged. False if this queue knows nothing of it. */
    boolean settleForBroker(int packetId, byte code) {
        for (Iterator<Place> each = atBroker.iterator(); each.hasNext(); ) {
            Place place = each.next();
            if (place.packetId == packetId) {
                each.remove();
                place.settle(code);
                return true;
            }
        }
        return false;
    }

    /** Writes what is settled, up to the first that is not. */
    void drain(Writer writer) {
        for (Place first = places.peek(); first != null && first.settled; first = places.peek()) {
            places.remove();
            writer.puback(first.packetId, first.code);
        }
    }

    boolean isFirstSettled() {
        Place first = places.peek();
        return first != null && first.settled;
    }

    int size() {
        return places.size();
    }
}
