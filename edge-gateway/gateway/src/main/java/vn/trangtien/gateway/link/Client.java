package vn.trangtien.gateway.link;

import java.util.concurrent.CompletableFuture;

/**
 * The few things that are asked of the client library, in either version of the protocol. A new client for each connection: what is
 * in flight is ours to remember, not its. Nothing here waits or throws; what fails, fails in the future.
 */
interface Client {

    CompletableFuture<Limits> connect();

    /** @return code of the acknowledgement; 0 where the protocol has none */
    CompletableFuture<Integer> publish(String topic, byte[] payload, int qos);

    /** @return code of the answer, 0x80 and above for no */
    CompletableFuture<Integer> subscribe(String filter);

    void acknowledge(int messageId, int qos);

    /** Disconnects when what is in flight has been acknowledged, or after a while. */
    CompletableFuture<Integer> disconnect(long quiesceMillis);

    /** Ends the library's part; may wait. */
    void end();

    /** What a code of this version means. */
    LinkFault faultOf(int code);

    /**
     * What the broker asked for.
     *
     * @param receiveMaximum most messages in flight
     * @param packetSize largest packet in bytes
     */
    record Limits(int receiveMaximum, long packetSize) {

        /** MQTT 3.1.1 knows none. */
        static final Limits NONE = new Limits(65_535, Long.MAX_VALUE);
    }

    /** What comes by itself; on a thread of the library. */
    interface Listener {

        void arrived(String topic, byte[] payload, int messageId, int qos);

        void lost(Throwable cause);

        /** The broker ended the connection and said why. */
        void dismissed(int code, String reason);
    }
}
