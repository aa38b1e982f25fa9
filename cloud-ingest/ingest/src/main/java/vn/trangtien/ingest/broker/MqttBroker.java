package vn.trangtien.ingest.broker;

import java.util.List;
import java.util.OptionalLong;

/** The broker as the bridge sees it. */
public interface MqttBroker {

    /** Name of the shared subscription: several instances of the ingest share the load. */
    String SHARE = "ingest";

    /**
     * What the bridge reads: everything of every gateway. The first level of the second filter begins with a dollar sign, which
     * wildcards never match.
     */
    List<String> FILTERS = List.of("+/+/#", "$EDC/+/+/#");

    /** Where to connect to now; the embedded broker gives another port and password at each start. */
    Endpoint endpoint();

    /** Messages that the broker has acknowledged to gateways and that the bridge has not yet taken over; empty if unknown. */
    OptionalLong backlog();

    /**
     * Address and credential.
     *
     * @param clientId of the bridge's session
     */
    record Endpoint(String url, String username, String password, String clientId) {

        @Override
        public String toString() {
            return url;
        }
    }
}
