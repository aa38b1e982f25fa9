package vn.trangtien.city.alarm.core;

/** What a rule looks at. */
public enum Measure {
    /** The usable values of a channel, in the rule's unit; judged by the time they were measured. Source: the channel. */
    VALUE,
    /** Seconds since the last usable value of an instrument; judged by the clock of the engine. Source: the instrument. */
    SILENCE,
    /** 0 online, 1 taken out of service, 2 lost without a word; judged by the engine's clock. Source: the gateway. */
    GATEWAY
}
