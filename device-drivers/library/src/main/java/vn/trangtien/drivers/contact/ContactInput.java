package vn.trangtien.drivers.contact;

import java.time.Duration;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverDescriptor.Parameter;
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.port.GpioIn;

/** A contact on an input line, followed from opening to closing. */
public final class ContactInput implements AutoCloseable {

    /** Where the contact is connected. */
    public static final Parameter LINE = Parameter.integer(
                    "line", new Text("chân GPIO, số BCM", "GPIO line, BCM numbering"))
            .within(0, 27)
            .mandatory();

    /** What holds its line while it is open. */
    public static final Parameter PULL = Parameter.choice(
                    "pull",
                    new Text("điện trở giữ đường hở", "resistor that holds the open line"),
                    "up",
                    "down",
                    "none")
            .defaultsTo("up");

    private final GpioIn input;
    private final DeviceClock clock;
    private final boolean openIsHigh;
    private final DebouncedContact contact;
    private final GpioIn.Subscription subscription;

    /**
     * @param openIsHigh the level of the line while the contact is open; high with a pull-up
     * @param closedSettle how long a closure lasts at least
     * @param openSettle how long the contact is open at least
     */
    public ContactInput(GpioIn input, DeviceClock clock, boolean openIsHigh, Duration closedSettle, Duration openSettle)
            throws DeviceException {
        this.input = input;
        this.clock = clock;
        this.openIsHigh = openIsHigh;
        var followed = new DebouncedContact(closedSettle, openSettle, input.isHigh() == openIsHigh, clock.nanoTime());
        this.contact = followed;
        this.subscription = input.onEdge((high, at) -> followed.edge(high == openIsHigh, at));
    }

    /** The contact now, compared with the level of the line. */
    public DebouncedContact.State look() throws DeviceException {
        // The time first: an edge that comes during the look at the line is newer than what the look sees.
        long before = clock.nanoTime();
        contact.look(input.isHigh() == openIsHigh, before);
        return settled();
    }

    /** The contact now as far as its edges tell; does not touch the line. */
    public DebouncedContact.State settled() {
        return contact.state(clock.nanoTime());
    }

    @Override
    public void close() {
        subscription.cancel();
    }
}
