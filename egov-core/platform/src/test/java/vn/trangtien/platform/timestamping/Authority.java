package vn.trangtien.platform.timestamping;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import vn.trangtien.sim.pki.PkiFaults;
import vn.trangtien.sim.pki.PkiSettings;
import vn.trangtien.sim.pki.SimulatedPki;

/** A time-stamping authority on loopback, for tests. */
public final class Authority implements AutoCloseable {

    public static final String POLICY = "2.999.31.61";

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TOLERANCE = Duration.ofMinutes(2);

    private final SimulatedPki pki;
    private final Timestamper timestamper;

    private Authority(SimulatedPki pki, Clock clock) {
        this.pki = pki;
        this.timestamper = new Rfc3161Timestamper(pki.addresses().tsa(), trust(pki), TIMEOUT, TOLERANCE, clock);
    }

    public static Authority open(Path folder, Clock clock) throws IOException {
        return new Authority(SimulatedPki.open(PkiSettings.quick(folder), clock), clock);
    }

    public SimulatedPki pki() {
        return pki;
    }

    public PkiFaults faults() {
        return pki.faults();
    }

    public Timestamper timestamper() {
        return timestamper;
    }

    public TimestampTrust trust() {
        return trust(pki);
    }

    /** @param digest hexadecimal */
    public Timestamp stamp(String digest) throws TimestampException {
        return timestamper.stamp(HexFormat.of().parseHex(digest));
    }

    @Override
    public void close() {
        pki.close();
    }

    private static TimestampTrust trust(SimulatedPki pki) {
        return new TimestampTrust(List.of(pki.root()), List.of(POLICY));
    }
}
