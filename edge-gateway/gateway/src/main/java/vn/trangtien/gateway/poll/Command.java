package vn.trangtien.gateway.poll;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverDescriptor.Channel;

/**
 * What a device shall do, waiting for the thread of its bus.
 *
 * @param done completed by that thread
 */
record Command(PolledDevice device, String channel, double value, CompletableFuture<Void> done) {

    static Command of(PolledDevice device, String channel, double value) {
        return new Command(device, channel, value, new CompletableFuture<>());
    }

    /** Why the command cannot be meant, judged by what the driver says of the channel; empty if it can. */
    Optional<DeviceException> mistake() {
        Optional<Channel> known = device.channels().stream()
                .filter(candidate -> candidate.name().equals(channel))
                .findFirst();
        if (known.isEmpty() || !known.get().writable()) {
            return Optional.of(refused("a channel that takes commands, one of "
                    + device.channels().stream()
                            .filter(Channel::writable)
                            .map(Channel::name)
                            .toList()));
        }
        Channel target = known.get();
        if (!(value >= target.min() && value <= target.max())) {
            return Optional.of(
                    refused("a value from %s to %s %s".formatted(target.min(), target.max(), target.unit())));
        }
        return Optional.empty();
    }

    DeviceException refused(String expected) {
        return new DeviceException(
                DeviceError.UNSUPPORTED,
                "device '%s', channel '%s', value %s: needs %s"
                        .formatted(device.entry().id(), channel, value, expected));
    }

    void fail(Throwable cause) {
        done.completeExceptionally(cause);
    }
}
