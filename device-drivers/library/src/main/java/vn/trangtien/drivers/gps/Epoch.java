package vn.trangtien.drivers.gps;

import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sentences of one moment: a receiver sends several every second, and this keeps the newest of the two that count. */
final class Epoch {

    private @Nullable Gga gga;
    private @Nullable Rmc rmc;

    void add(Sentence sentence) {
        switch (sentence.type()) {
            case "GGA" -> gga = Gga.of(sentence);
            case "RMC" -> rmc = Rmc.of(sentence);
            default -> {
                // Satellites in view, courses and the maker's own sentences are of no use here.
            }
        }
    }

    /** Whether both sentences of one moment are there. */
    boolean isComplete() {
        return gga != null && rmc != null && gga.time().equals(rmc.time());
    }

    boolean isEmpty() {
        return gga == null && rmc == null;
    }

    Optional<Gga> gga() {
        return Optional.ofNullable(gga);
    }

    Optional<Rmc> rmc() {
        return Optional.ofNullable(rmc);
    }

    /** The position, from either sentence. */
    Optional<Position> position() {
        return gga().flatMap(Gga::position).or(() -> rmc().flatMap(Rmc::position));
    }

    /** Date and time as far as the receiver tells; empty text if it does not. */
    String time() {
        return rmc().flatMap(Rmc::utc)
                .map(LocalDateTime::toString)
                .or(() -> gga().map(Gga::time))
                .orElse("");
    }
}
