package vn.trangtien.drivers.door;

import java.util.List;
import java.util.Optional;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Eventful;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.contact.ContactInput;
import vn.trangtien.drivers.contact.DebouncedContact;

/**
 * The contact of a door or a lid. {@code open} is 1 while it is open, {@code openings} counts from 0 at opening of the device.
 *
 * <p>The loop is closed while the door is, so a cut wire shows as an open door, as it should. Whether the wire is cut or short
 * cannot be told apart on a digital line; that needs a resistor at the end of the loop and an analogue input.
 *
 * <pre>
 * more changes a minute than allowed     UNCERTAIN: a loose contact or a door in the wind
 * chatters without settling              UNCERTAIN: a loose contact
 * an edge of the contact was lost        UNCERTAIN: openings may be missing
 * </pre>
 */
final class DoorContact implements Device, Eventful {

    private final String name;
    private final ContactInput contact;
    private final DeviceClock clock;
    private final int maxChangesPerMinute;
    private volatile long reportedChanges;
    private long reportedMisses;
    private boolean flapping;

    DoorContact(String name, ContactInput contact, DeviceClock clock, int maxChangesPerMinute) {
        this.name = name;
        this.contact = contact;
        this.clock = clock;
        this.maxChangesPerMinute = maxChangesPerMinute;
    }

    @Override
    public List<Sample> read() throws DeviceException {
        DebouncedContact.State state = contact.look();
        long at = clock.nanoTime();
        flapping = state.restless() || state.changesOfAMinute() > maxChangesPerMinute;
        Quality quality = flapping || state.missedEdges() > reportedMisses ? Quality.UNCERTAIN : Quality.GOOD;
        reportedChanges = state.changes();
        reportedMisses = state.missedEdges();
        return List.of(
                new Sample("open", state.open() ? 1 : 0, "1", quality, at),
                new Sample("openings", state.openings(), "{count}", quality, at));
    }

    @Override
    public boolean hasNews() {
        return contact.settled().changes() != reportedChanges;
    }

    @Override
    public Optional<String> warning() {
        return flapping
                ? Optional.of(
                        "%s: the contact chatters or changes more than %d times a minute; look for a loose wire or an open catch"
                                .formatted(name, maxChangesPerMinute))
                : Optional.empty();
    }

    @Override
    public void close() {
        contact.close();
    }
}
