package vn.trangtien.ingest.frontdoor;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * The messages of one connection that wait for their PUBACK, in the order in which they came. MQTT wants the PUBACKs in that order
 * (MQTT-4.6.0-2), whoever is ready first: Kafka, the broker behind, or a refusal. All but {@link Place#settle} is for the thread of
 * the connection.
 */
final class AckQueue {

    private static final int PUBACK = 0x40;
    private static final int PUBACK_BYTES = 5;

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

    /** Whether the packet is a PUBACK of the broker behind for one of these messages; it is then not to be written itself. */
    boolean settleForBroker(MqttMessage packet) {
        return packet.fixedHeader().messageType() == MqttMessageType.PUBACK
                && packet.variableHeader() instanceof MqttMessageIdVariableHeader header
                && settleForBroker(
                        header.messageId(),
                        header instanceof MqttPubReplyMessageVariableHeader reply ? reply.reasonCode() : (byte) 0);
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

    /** Writes the PUBACKs of what is settled, up to the first that is not. */
    void drain(ByteBuf out) {
        for (Place first = places.peek(); first != null && first.settled; first = places.peek()) {
            places.remove();
            boolean isPlain = first.code == 0;
            out.writeByte(PUBACK).writeByte(isPlain ? 2 : 3).writeShort(first.packetId);
            if (!isPlain) {
                out.writeByte(first.code);
            }
        }
    }

    /** As much as {@link #drain} may write. */
    int bytes() {
        return places.size() * PUBACK_BYTES;
    }

    boolean isFirstSettled() {
        Place first = places.peek();
        return first != null && first.settled;
    }
}
