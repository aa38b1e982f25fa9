package vn.trangtien.sim.model;

import java.util.function.DoubleSupplier;
import vn.trangtien.sim.bus.SpiTarget;

/**
 * MCP3008, bit by bit: it waits for a start bit, takes four bits of configuration, samples, sends a null bit and ten bits,
 * highest first. Until then it does not drive the line, which floats high.
 */
public final class Mcp3008Model implements SpiTarget {

    private static final int CONFIGURATION_BITS = 4;
    private static final int SINGLE_ENDED = 1 << 3;
    private static final int MAX_CODE = 1023;

    private final DoubleSupplier[] volts;
    private final double vref;
    private boolean started;
    private int configurationBits;
    private int configuration;
    private int outputBit;
    private int code;

    /**
     * @param volts at the eight inputs
     * @param vref volts at full scale
     */
    public Mcp3008Model(DoubleSupplier[] volts, double vref) {
        if (volts.length != 8) {
            throw new IllegalArgumentException("an MCP3008 has 8 inputs, but was given " + volts.length);
        }
        this.volts = volts.clone();
        this.vref = vref;
    }

    @Override
    public void select() {
        started = false;
        configurationBits = 0;
        configuration = 0;
        // One clock for sampling, then the null bit at 10, then bits 9 to 0.
        outputBit = 11;
    }

    @Override
    public boolean clock(boolean mosi) {
        if (!started) {
            started = mosi;
            return true;
        }
        if (configurationBits < CONFIGURATION_BITS) {
            configuration = configuration << 1 | (mosi ? 1 : 0);
            configurationBits++;
            if (configurationBits == CONFIGURATION_BITS) {
                code = sample();
            }
            return true;
        }
        boolean bit = switch (outputBit) {
            case 11 -> true;
            case 10 -> false;
            default -> outputBit >= 0 && (code >> outputBit & 1) == 1;
        };
        outputBit--;
        return bit;
    }

    private int sample() {
        int input = configuration & 7;
        double difference = volts[input].getAsDouble();
        if ((configuration & SINGLE_ENDED) == 0) {
            difference -= volts[input ^ 1].getAsDouble();
        }
        return (int) Math.max(0, Math.min(MAX_CODE, Math.floor(difference / vref * (MAX_CODE + 1))));
    }
}
