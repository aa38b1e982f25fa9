package vn.trangtien.sim.model;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.DoubleSupplier;
import vn.trangtien.sim.bus.SpiTarget;

/**
 * MCP3008, bit by bit: it waits for a start bit, takes four bits of configuration, samples, sends a null bit and ten bits,
 * highest first; clocked on, it repeats them from the second-lowest up, then sends zeros. Until the null bit it does not drive
 * the line, which floats high. Source: Microchip DS21295, chapter 5 and figures 5-1 and 5-2.
 */
public final class Mcp3008Model implements SpiTarget {

    private static final int CONFIGURATION_BITS = 4;
    private static final int SINGLE_ENDED = 1 << 3;
    private static final int BITS = 10;
    private static final int MAX_CODE = (1 << BITS) - 1;

    static final int INPUTS = 8;

    private final DoubleSupplier[] volts = new DoubleSupplier[INPUTS];
    private final BitSet connected = new BitSet(INPUTS);
    private final double vref;
    private boolean started;
    private int configurationBits;
    private int configuration;
    private int outputBit;
    private int code;

    /** @param vref volts at full scale */
    public Mcp3008Model(double vref) {
        this.vref = vref;
        Arrays.fill(volts, (DoubleSupplier) () -> 0);
    }

    /** Lays a voltage at one of the eight inputs; an open one has 0 V. */
    public void connect(int input, DoubleSupplier source) {
        if (input < 0 || input >= INPUTS) {
            throw new IllegalArgumentException("an input of an MCP3008 must be 0 to 7, but was " + input);
        }
        volts[input] = source;
        connected.set(input);
    }

    /** The same where nothing was laid yet. */
    public void connectIfOpen(int input, DoubleSupplier source) {
        if (!connected.get(input)) {
            connect(input, source);
        }
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
            // B9 down to B0, which is not repeated, then B1 up to B9, then zeros.
            default -> (code >> Math.min(BITS, Math.abs(outputBit)) & 1) == 1;
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
