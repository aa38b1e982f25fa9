package vn.trangtien.box.city;

import java.time.Duration;

/**
 * A fault on purpose: for a while no gateway reaches the broker.
 *
 * @param after counted from the moment the city is ready
 * @param length how long connections are refused; those that exist are cut at the beginning
 */
public record BrokerCut(Duration after, Duration length) {

    public BrokerCut {
        if (after.isNegative() || length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException(
                    "a broker cut must lie ahead and last, but was after=%s length=%s".formatted(after, length));
        }
    }
}
