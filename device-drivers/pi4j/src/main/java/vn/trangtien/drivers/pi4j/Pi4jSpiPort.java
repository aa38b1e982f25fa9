package vn.trangtien.drivers.pi4j;

import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiBus;
import com.pi4j.io.spi.SpiChipSelect;
import com.pi4j.io.spi.SpiMode;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.SpiPort;

/** One chip select, mode 0. */
final class Pi4jSpiPort implements SpiPort {

    private final BusContext context;
    private final BusConfig.Spi bus;

    Pi4jSpiPort(BusContext context, BusConfig.Spi bus) {
        this.context = context;
        this.bus = bus;
    }

    @Override
    public byte[] transfer(byte... out) throws DeviceException {
        Spi spi = context.port(
                bus.name(),
                Spi.class,
                (pi4j, provider) -> pi4j.create(Spi.newConfigBuilder(pi4j)
                        .id(bus.name())
                        .provider(provider)
                        .bus(SpiBus.getByNumber(bus.bus()))
                        .chipSelect(SpiChipSelect.getByNumber(bus.chipSelect()))
                        .mode(SpiMode.MODE_0)
                        .baud(bus.speedHz())
                        .build()));
        var in = new byte[out.length];
        int moved;
        try {
            moved = spi.transfer(out, 0, in, 0, out.length);
        } catch (RuntimeException e) {
            context.reset();
            throw Failures.of(bus.name() + ": transfer of %d bytes".formatted(out.length), e);
        }
        if (moved != out.length) {
            context.reset();
            throw new DeviceException(
                    DeviceError.BUS_STUCK,
                    "%s: transfer of %d bytes was refused by the kernel with %d"
                            .formatted(bus.name(), out.length, moved));
        }
        return in;
    }
}
