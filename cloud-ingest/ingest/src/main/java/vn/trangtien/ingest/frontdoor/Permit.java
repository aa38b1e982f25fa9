package vn.trangtien.ingest.frontdoor;

import vn.trangtien.ingest.registry.GatewayId;

/** What one authenticated gateway may publish. Thread-safe; asked once for each topic of a connection, so it may take its time. */
public interface Permit {

    /** Where a message on a topic goes. */
    enum Passage {
        /** For the city: to Kafka. */
        TO_KAFKA,
        /** For somebody who listens at the broker. */
        TO_BROKER,
        /** Not this gateway's. */
        FOREIGN,
        /** Its own, but one more than it may use. */
        TOO_MANY_TOPICS
    }

    GatewayId gateway();

    /** How many different topics it may use. */
    int maxTopics();

    /** @param topic without wildcards, otherwise unchecked */
    Passage passage(String topic);
}
