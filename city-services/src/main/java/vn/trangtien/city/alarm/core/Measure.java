package vn.trangtien.city.alarm.core;

/** What a rule looks at. */
public enum Measure {
    /** The usable values of a channel, in the rule's unit; judged by the time they were measured. Source: the channel. */
    VALUE,
    /** Seconds since the last usable value of an instrument; judged by the clock of the engine. Source: the instrument. */
    SILENCE,
    /** 0 online, 1 taken out of service, 2 lost without a word; judged by the engine's clock. Source: the gateway. */
    GATEWAY,
    /**
     * What the ingest says is wrong with a gateway itself: 0 over, 1 low, 2 medium, 3 high, 4 critical; judged by the time of
     * the report. Source: {@code account/gateway/fleet/KIND}.
     */
    FLEET,
    /**
     * A rule that a gateway keeps by itself: 0 ceased, 2 warning, 4 critical; judged by the time of the event. Source:
     * {@code account/gateway/rule/NAME}.
     */
    EDGE,
    /**
     * What a camera reports, of its view or of itself: 1 while at least one such report holds, else 0; judged by the time of the
     * report. How grave it is says the rule alone. Source: {@code account/gateway/camera/KIND/RULE}.
     */
    CAMERA
}
