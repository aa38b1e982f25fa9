package vn.trangtien.sim.pki;

import java.time.Duration;

/**
 * What is wrong with the authorities at the moment; nothing, to begin with. Takes effect with the next request, may be changed from
 * any thread.
 */
public final class PkiFaults {

    private volatile boolean crlDown;
    private volatile boolean ocspDown;
    private volatile boolean tsaDown;
    private volatile boolean tsaWrongHash;
    private volatile Duration tsaDelay = Duration.ZERO;
    private volatile Duration tsaBehind = Duration.ZERO;

    PkiFaults() {}

    /** Requests for a revocation list are answered with 503. */
    public void crlDown(boolean down) {
        crlDown = down;
    }

    /** Requests for the status of one certificate are answered with 503. */
    public void ocspDown(boolean down) {
        ocspDown = down;
    }

    /** Requests for a time stamp are answered with 503. */
    public void tsaDown(boolean down) {
        tsaDown = down;
    }

    /** Time stamps are about something else than what was sent; their signature is good. */
    public void tsaWrongHash(boolean wrong) {
        tsaWrongHash = wrong;
    }

    /** Time stamps come this much later; zero or more. */
    public void tsaDelay(Duration delay) {
        tsaDelay = notNegative("tsaDelay", delay);
    }

    /** Time stamps tell a time that lies this far before the present; zero or more. */
    public void tsaBehind(Duration behind) {
        tsaBehind = notNegative("tsaBehind", behind);
    }

    /** Everything works again. */
    public void clear() {
        crlDown = false;
        ocspDown = false;
        tsaDown = false;
        tsaWrongHash = false;
        tsaDelay = Duration.ZERO;
        tsaBehind = Duration.ZERO;
    }

    boolean isCrlDown() {
        return crlDown;
    }

    boolean isOcspDown() {
        return ocspDown;
    }

    boolean isTsaDown() {
        return tsaDown;
    }

    boolean isTsaWrongHash() {
        return tsaWrongHash;
    }

    Duration tsaDelay() {
        return tsaDelay;
    }

    Duration tsaBehind() {
        return tsaBehind;
    }

    private static Duration notNegative(String fault, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(fault + " must be zero or more, but was " + value);
        }
        return value;
    }
}
