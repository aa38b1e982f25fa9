package vn.trangtien.sim.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.I2cPort;
import vn.trangtien.drivers.trace.Bytes;
import vn.trangtien.drivers.trace.Trace;
import vn.trangtien.drivers.trace.TraceEvent.I2c;

/** One I2C device; address 0 in the recording is any. */
final class LenientI2c implements I2cPort {

    private static final int ANY_ADDRESS = 0;

    private final Recorded<I2c> recorded;
    private final Predicate<I2c> mine;
    private final Map<Integer, Integer> memory = new HashMap<>();
    private final boolean hasWrites;
    private Bytes command = Bytes.NONE;

    LenientI2c(Trace trace, String bus, int address, Recorded.Served served) {
        this.recorded = new Recorded<>(trace, bus, I2c.class, served);
        this.mine = event -> event.address() == address || event.address() == ANY_ADDRESS;
        this.hasWrites = recorded.all().stream().anyMatch(mine.and(event -> event.wanted() == 0));
        for (I2c event : recorded.all()) {
            if (mine.test(event) && event.written().filter(w -> w.length() == 1).isPresent()) {
                int register = event.written().get().at(0);
                for (int i = 0; i < event.read().length(); i++) {
                    memory.putIfAbsent(register + i, event.read().at(i));
                }
            }
        }
    }

    @Override
    public void write(byte... data) throws DeviceException {
        command = Bytes.of(data);
        Bytes written = command;
        recorded.next(mine.and(event -> event.wanted() == 0 && event.written().equals(Optional.of(written))));
        if (data.length == 2) {
            memory.put(written.at(0), written.at(1));
        }
    }

    /** What came after the same command. */
    @Override
    public byte[] read(int length) throws DeviceException {
        Bytes asked = command;
        Predicate<I2c> joined =
                mine.and(event -> event.wanted() >= length && event.written().equals(Optional.of(asked)));
        Predicate<I2c> apart = mine.and(event ->
                event.wanted() >= length && event.written().isEmpty() && (!hasWrites || follows(event, asked)));
        Optional<I2c> answer = recorded.next(joined.or(apart));
        if (answer.isEmpty()) {
            answer = recorded.known(joined.or(apart));
        }
        return answer.map(event -> event.read().first(length).toArray())
                .orElseThrow(() -> recorded.unknown("w=%s, then %d to read".formatted(asked, length)));
    }

    /** Whether the last write before this read was of the command. */
    private boolean follows(I2c read, Bytes asked) {
        Bytes last = Bytes.NONE;
        for (I2c event : recorded.all()) {
            if (event == read) {
                break;
            }
            if (mine.test(event) && event.wanted() == 0) {
                last = event.written().orElse(Bytes.NONE);
            }
        }
        return last.equals(asked);
    }

    @Override
    public byte[] readRegister(int register, int length) throws DeviceException {
        Optional<Bytes> written = Optional.of(Bytes.of(register));
        Predicate<I2c> same = mine.and(event -> event.written().equals(written) && event.wanted() >= length);
        Optional<I2c> answer = recorded.next(same);
        if (answer.isEmpty()) {
            answer = recorded.known(same);
        }
        if (answer.isPresent()) {
            return answer.get().read().first(length).toArray();
        }
        byte[] image = new byte[length];
        for (int i = 0; i < length; i++) {
            Integer value = memory.get(register + i);
            if (value == null) {
                throw recorded.unknown(
                        "register 0x%02x, %d to read: 0x%02x is missing; a dump may have a line for it, such as 0x%02x: 00"
                                .formatted(register, length, register + i, register + i));
            }
            image[i] = value.byteValue();
        }
        return image;
    }
}
