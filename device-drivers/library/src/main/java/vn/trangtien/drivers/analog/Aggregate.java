package vn.trangtien.drivers.analog;

import java.util.stream.DoubleStream;

/** How several values of one read become one. */
enum Aggregate {
    /** For decibels, which are logarithms: the level of the mean energy. */
    ENERGY("laeq", "lmax") {
        @Override
        double of(double[] values) {
            // Against the loudest, so that no level is too large for the power.
            double loudest = DoubleStream.of(values).max().orElseThrow();
            double meanEnergy = DoubleStream.of(values)
                    .map(level -> Math.pow(10, (level - loudest) / 10))
                    .average()
                    .orElseThrow();
            return loudest + 10 * Math.log10(meanEnergy);
        }
    },
    /** For everything that adds up. */
    MEAN("mean", "max") {
        @Override
        double of(double[] values) {
            return DoubleStream.of(values).average().orElseThrow();
        }
    };

    private final String channel;
    private final String maximumChannel;

    Aggregate(String channel, String maximumChannel) {
        this.channel = channel;
        this.maximumChannel = maximumChannel;
    }

    /** @param values at least one */
    abstract double of(double[] values);

    String channel() {
        return channel;
    }

    String maximumChannel() {
        return maximumChannel;
    }
}
