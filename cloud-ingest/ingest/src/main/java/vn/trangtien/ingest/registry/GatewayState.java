package vn.trangtien.ingest.registry;

/** Whether a gateway is there, as far as its messages tell. */
public enum GatewayState {
    /** Registered, but it has never said anything. */
    NEVER_SEEN,
    /** It said that it came, and nothing since says otherwise. */
    ONLINE,
    /** It said goodbye. */
    OFFLINE,
    /** The broker lost it, or it has been silent for too long. */
    MISSING;

    /** What a message tells of its sender. */
    public enum Signal {
        /** BIRTH: a new connection. */
        BORN,
        /** APPS or data: it is talking, perhaps only by what was still queued when it left. */
        TALKED,
        /** DC. */
        LEFT,
        /** LWT. */
        LOST
    }

    /**
     * The state after a signal. Talking does not bring back a gateway that left or was lost, because data and lifecycle messages
     * travel in separate queues and data may come out late; {@link Registry} does so after a while.
     */
    public GatewayState after(Signal signal) {
        return switch (signal) {
            case BORN -> ONLINE;
            case LEFT -> OFFLINE;
            case LOST -> this == OFFLINE ? OFFLINE : MISSING;
            case TALKED -> this == NEVER_SEEN ? ONLINE : this;
        };
    }
}
