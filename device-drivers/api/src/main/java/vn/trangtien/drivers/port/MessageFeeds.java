package vn.trangtien.drivers.port;

import vn.trangtien.drivers.DeviceClock;

/** Listens to topics of a broker; which client library does so is not the business of who hands out buses. */
@FunctionalInterface
public interface MessageFeeds {

    /** Connects in the background, again and again, and listens; returns at once. */
    MessageFeed listen(BusConfig.Mqtt bus, String topicFilter, DeviceClock clock);
}
