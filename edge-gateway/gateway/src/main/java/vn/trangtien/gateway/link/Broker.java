package vn.trangtien.gateway.link;

import java.time.Duration;

/** The other end, whatever version of the protocol is spoken to it. */
interface Broker {

    /**
     * Connects with a clean session and a will.
     *
     * @throws InterruptedException if the link is being closed; nothing is left open then
     */
    Session connect(Events events) throws BrokerException, InterruptedException;

    /**
     * One connection. Used by the thread of the link only, which none of these methods holds up longer than said; {@link Events} come
     * on threads of the library.
     */
    interface Session {

        /** How many messages the broker wants in flight at most. */
        int receiveMaximum();

        /** Largest packet that the broker takes, in bytes. */
        long maximumPacketSize();

        /** Sends at least once; the outcome is reported under the number. */
        void publish(long seq, String topic, byte[] payload) throws BrokerException;

        /** Sends at least once and waits for the acknowledgement. */
        void publishAndWait(String topic, byte[] payload, Duration timeout)
                throws BrokerException, InterruptedException;

        /**
         * Asks for messages, at least once each; they are reported to {@link Events#arrived}.
         *
         * @return whether the broker grants them
         */
        boolean subscribe(String filter, Duration timeout) throws BrokerException, InterruptedException;

        /** Says goodbye and disconnects in good order. */
        void leave(String topic, byte[] payload, Duration timeout) throws InterruptedException;

        /** Cuts the connection without a word, whatever is under way on it. Safe to call twice. */
        void abort();
    }

    /** What happens to a session; called on any thread, must return at once. */
    interface Events {

        void acknowledged(long seq);

        /**
         * The broker will not take a message.
         *
         * @param code reason code of MQTT 5, 0x80 and above; brokers of MQTT 3.1.1 never say
         */
        void refused(long seq, int code);

        /**
         * A message came.
         *
         * @param acknowledge tells the broker so; any thread, harmless after the end of the session
         */
        void arrived(String topic, byte[] payload, Runnable acknowledge);

        void lost(LinkFault fault, String reason);
    }
}
