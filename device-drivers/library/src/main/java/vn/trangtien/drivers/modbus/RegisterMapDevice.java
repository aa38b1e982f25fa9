package vn.trangtien.drivers.modbus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * <p>Neighbouring registers are read together, gaps included. A device that refuses the registers in a gap is asked without
 * gaps from then on.
 */
final class RegisterMapDevice implements Device {

    private final ModbusMaster master;
    private final DeviceClock clock;
    private final int unit;
    private final int function;
    private final List<Block> blocksWithoutGaps;
    private final Map<String, Double> lastOfMonotonic = new HashMap<>();
    private List<Block> blocks;

    RegisterMapDevice(ModbusMaster master, DeviceClock clock, int unit, RegisterMap map) {
        this.master = master;
        this.clock = clock;
        this.unit = unit;
        this.function = map.function();
        this.blocks = Block.plan(map.registers(), map.maxGap(), map.maxBlock());
        this.blocksWithoutGaps = Block.plan(map.registers(), 0, map.maxBlock());
    }

    @Override
    public List<Sample> read() throws DeviceException, InterruptedException {
        try {
            return readBlocks();
        } catch (DeviceException e) {
            if (e.error() != DeviceError.UNSUPPORTED || blocks.equals(blocksWithoutGaps)) {
                throw e;
            }
            blocks = blocksWithoutGaps;
            return readBlocks();
        }
    }

    @Override
    public void close() {
        lastOfMonotonic.clear();
    }

    private List<Sample> readBlocks() throws DeviceException, InterruptedException {
        var samples = new ArrayList<Sample>();
        for (Block block : blocks) {
            int[] values = function == ReadRequest.INPUT
                    ? master.readInput(unit, block.start(), block.length())
                    : master.readHolding(unit, block.start(), block.length());
            long at = clock.nanoTime();
            for (Register register : block.registers()) {
                samples.add(sample(register, register.value(values, block.start()), at));
            }
        }
        return List.copyOf(samples);
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
