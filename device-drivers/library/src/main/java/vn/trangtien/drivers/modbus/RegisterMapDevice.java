package vn.trangtien.drivers.modbus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.ModbusMaster;

/**
 * A Modbus device without a class of its own.
 *
 * <p>A value that is no number, or that no sound instrument of this kind gives, is a defect of the instrument; a total that
 * fell is uncertain once, since the meter may have been exchanged or its total set back.
 *
 * <p>Neighbouring registers are read together, gaps included. A request that the device refuses is split from then on: at its
 * gaps first, then into single registers; whole again now and then. A register that is refused alone is CONFIG_ERROR, and the others still count; only a
 * device that refuses all of them has no values.
 */
final class RegisterMapDevice implements Device {

    /** Reads after which a split request is tried whole again. */
    static final int READS_IN_PARTS = 100;

    private final ModbusMaster master;
    private final DeviceClock clock;
    private final String name;
    private final int unit;
    private final int function;
    private final Map<String, Double> lastOfMonotonic = new HashMap<>();
    private final Set<String> refused = new TreeSet<>();
    private final List<Block> whole;
    private List<Block> blocks;
    private int readsInParts;

    RegisterMapDevice(ModbusMaster master, DeviceClock clock, String name, int unit, RegisterMap map) {
        this.master = master;
        this.clock = clock;
        this.name = name;
        this.unit = unit;
        this.function = map.function();
        this.whole = Block.plan(map.registers(), map.maxGap(), map.maxBlock());
        this.blocks = whole;
    }

    @Override
    public List<Sample> read() throws DeviceException, InterruptedException {
        if (!blocks.equals(whole) && ++readsInParts >= READS_IN_PARTS) {
            // A meter that was starting up may have refused what it has.
            readsInParts = 0;
            blocks = whole;
        }
        var samples = new ArrayList<Sample>();
        var accepted = new ArrayList<Block>();
        var todo = new ArrayDeque<>(blocks);
        DeviceException refusal = null;
        refused.clear();
        while (!todo.isEmpty()) {
            Block block = todo.remove();
            try {
                samples.addAll(read(block));
                accepted.add(block);
            } catch (DeviceException e) {
                if (e.error() != DeviceError.UNSUPPORTED) {
                    throw e;
                }
                List<Block> parts = block.split();
                if (parts.isEmpty()) {
                    refusal = e;
                    samples.add(refused(block.registers().get(0)));
                    accepted.add(block);
                } else {
                    for (int i = parts.size() - 1; i >= 0; i--) {
                        todo.push(parts.get(i));
                    }
                }
            }
        }
        blocks = List.copyOf(accepted);
        if (refusal != null && refused.size() == samples.size()) {
            throw refusal;
        }
        return List.copyOf(samples);
    }

    @Override
    public Optional<String> warning() {
        return refused.isEmpty()
                ? Optional.empty()
                : Optional.of("%s: unit %d has no registers for %s; is it the device of this map?"
                        .formatted(name, unit, refused));
    }

    @Override
    public void close() {
        lastOfMonotonic.clear();
    }

    private List<Sample> read(Block block) throws DeviceException, InterruptedException {
        int[] values = function == ReadRequest.INPUT
                ? master.readInput(unit, block.start(), block.length())
                : master.readHolding(unit, block.start(), block.length());
        long at = clock.nanoTime();
        return block.registers().stream()
                .map(register -> sample(register, register.value(values, block.start()), at))
                .toList();
    }

    private Sample refused(Register register) {
        refused.add(register.channel());
        return Sample.missing(register.channel(), register.unit(), Quality.CONFIG_ERROR, clock.nanoTime());
    }

    private Sample sample(Register register, double value, long at) {
        if (!Double.isFinite(value)) {
            return Sample.missing(register.channel(), register.unit(), Quality.SENSOR_FAULT, at);
        }
        if (!register.isPossible(value)) {
            return new Sample(register.channel(), value, register.unit(), Quality.SENSOR_FAULT, at);
        }
        Quality quality = Quality.GOOD;
        if (register.monotonic()) {
            Double last = lastOfMonotonic.put(register.channel(), value);
            if (last != null && value < last) {
                quality = Quality.UNCERTAIN;
            }
        }
        return new Sample(register.channel(), value, register.unit(), quality, at);
    }
}
