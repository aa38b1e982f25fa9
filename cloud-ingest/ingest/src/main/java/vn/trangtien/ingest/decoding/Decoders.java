package vn.trangtien.ingest.decoding;

import java.util.List;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.decoding.kura.KuraDialect;
import vn.trangtien.ingest.decoding.senml.SenmlDialect;
import vn.trangtien.ingest.decoding.sparkplug.SparkplugDialect;
import vn.trangtien.ingest.decoding.thingsboard.ThingsBoardDialect;
import vn.trangtien.ingest.raw.RawMessage;

/** All dialects that the ingest understands, and the choice between them. Pure and thread-safe. */
public final class Decoders {

    /** Media type of SenML in JSON, by which it is known whatever its topic. */
    public static final String SENML = "application/senml+json";

    /** The first that reads a message has it; Kura is last, because its topics begin with any account. */
    private static final List<Dialect> DIALECTS =
            List.of(new SparkplugDialect(), new ThingsBoardDialect(), new SenmlDialect(), new KuraDialect());

    private Decoders() {}

    /** What a message says, or why it is refused; never throws. */
    public static Decoded decode(RawMessage raw) {
        return read(raw, Dialect::decode);
    }

    /** As much of it as tells it from others, or why it is refused, see {@link Dialect#recognise}; never throws. */
    public static Decoded recognise(RawMessage raw) {
        return read(raw, Dialect::recognise);
    }

    private interface Reading {

        Decoded by(Dialect dialect, RawMessage raw) throws Refused;
    }

    private static Decoded read(RawMessage raw, Reading reading) {
        Dialect dialect = dialect(raw);
        try {
            return reading.by(dialect, raw);
        } catch (Refused refused) {
            return Decoded.of(refused.rejection());
        } catch (RuntimeException mistake) {
            // Ours, not the device's; but one message must never stop those behind it.
            return Decoded.of(
                    Reason.UNDECODABLE,
                    "the decoder of %s failed on it, please report: %s"
                            .formatted(dialect.name(), Plausibility.printable(mistake.toString())));
        }
    }

    /** In which dialect a message is written; {@code kura} is the one for whatever no other claims. */
    public static String nameOf(RawMessage raw) {
        return dialect(raw).name();
    }

    private static Dialect dialect(RawMessage raw) {
        for (Dialect dialect : DIALECTS) {
            if (dialect.reads(raw)) {
                return dialect;
            }
        }
        throw new IllegalStateException("Kura reads whatever is left");
    }
}
