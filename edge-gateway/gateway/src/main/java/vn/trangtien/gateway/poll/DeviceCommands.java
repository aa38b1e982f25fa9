package vn.trangtien.gateway.poll;

import java.util.concurrent.CompletableFuture;

/** The way of a command to a device. */
@FunctionalInterface
public interface DeviceCommands {

    /**
     * Tells a device to do something; returns at once, on any thread.
     *
     * @see Poller#command
     */
    CompletableFuture<Void> command(String device, String channel, double value);
}
