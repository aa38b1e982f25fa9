package vn.trangtien.ingest.broker;

import java.util.List;
import java.util.OptionalLong;

/** The broker as the bridge sees it. */
public interface MqttBroker {

    /** Name of the shared subscription: several instances of the ingest share the load. */
    String SHARE = "ingest";

    /**
     * What the bridge reads: everything that gateways publish, and their coming and going, as far as it reaches the broker; at the
     * embedded one most of it goes through the front door instead. The first level of the second filter
     * begins with a dollar sign, which wildcards never match. Requests and replies are left to remote management.
     */
    List<String> FILTERS = List.of("+/+/#", "$EDC/+/+/MQTT/#");

    /** Client id of remote management; further instances append {@code -1} and so on. */
    String MANAGEMENT = "city-cloud";

    /** Where to connect to now; the embedded broker gives another port and password at each start. */
    Endpoint endpoint();

    /** Where remote management connects to, under the client id that gateways answer to. */
    Endpoint management();

    /** Messages that the broker has acknowledged to gateways and that the bridge has not yet taken over; empty if unknown. */
    OptionalLong backlog();

    /**
     * Address and credential.
     *
     * @param clientId of the bridge's session
     * @param isPrepared whether that session exists already, with its subscriptions; it must then not subscribe again, because
     *     Artemis replaces the consumer, and acknowledgements of what the first one got no longer free its window
     */
    record Endpoint(String url, String username, String password, String clientId, boolean isPrepared) {

        @Override
        public String toString() {
            return url;
        }
    }
}
