package vn.trangtien.sim.pi4j;

import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiBase;
import com.pi4j.io.spi.SpiConfig;
import com.pi4j.io.spi.SpiProvider;
import com.pi4j.io.spi.SpiProviderBase;
import java.util.Arrays;
import vn.trangtien.sim.bus.SpiLines;

/** Makes chip selects of simulated SPI buses. */
final class SimulatedSpiProvider extends SpiProviderBase {

    private final SpiLines lines;

    SimulatedSpiProvider(SpiLines lines) {
        super("simulated-spi", "Simulated SPI");
        this.lines = lines;
    }

    @Override
    public Spi create(SpiConfig config) {
        var spi = new SimulatedSpi(this, config, lines);
        context.registry().add(spi);
        return spi;
    }

    private static final class SimulatedSpi extends SpiBase {

        private final SpiLines lines;

        SimulatedSpi(SpiProvider provider, SpiConfig config, SpiLines lines) {
            super(provider, config);
            this.lines = lines;
        }

        @Override
        public int transfer(byte[] write, int writeOffset, byte[] read, int readOffset, int length) {
            byte[] in = lines.transfer(
                    config().bus().getBus(),
                    config().chipSelect().getChipSelect(),
                    Arrays.copyOfRange(write, writeOffset, writeOffset + length));
            System.arraycopy(in, 0, read, readOffset, length);
            return length;
        }

        @Override
        public int read() {
            var one = new byte[1];
            read(one, 0, 1);
            return one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return transfer(new byte[length], 0, buffer, offset, length);
        }

        @Override
        public int write(byte b) {
            return write(new byte[] {b}, 0, 1);
        }

        @Override
        public int write(byte[] data, int offset, int length) {
            return transfer(data, offset, new byte[length], 0, length);
        }
    }
}
