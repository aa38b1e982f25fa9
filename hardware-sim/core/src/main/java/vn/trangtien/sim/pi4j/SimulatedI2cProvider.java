package vn.trangtien.sim.pi4j;

import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CConfig;
import com.pi4j.io.i2c.I2CProviderBase;
import vn.trangtien.sim.bus.I2cLines;

/** Makes I2C devices on simulated buses. */
final class SimulatedI2cProvider extends I2CProviderBase {

    private final I2cLines lines;

    SimulatedI2cProvider(I2cLines lines) {
        super("simulated-i2c", "Simulated I2C");
        this.lines = lines;
    }

    @Override
    public I2C create(I2CConfig config) {
        var i2c = new SimulatedI2c(this, config, lines);
        context.registry().add(i2c);
        return i2c;
    }
}
