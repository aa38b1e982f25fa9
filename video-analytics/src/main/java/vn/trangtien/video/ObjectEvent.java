package vn.trangtien.video;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import vn.trangtien.video.picture.Box;

/**
 * The life of one object in front of a camera: told when it is believed, when something about it has changed, and once when
 * it is gone. A lost message is harmless: each one tells everything.
 *
 * @param phase where in its life
 * @param id unique over cameras and restarts
 * @param camera id of the camera
 * @param label what it is, by vote over its detections
 * @param score of the last detection, 0 to 1
 * @param topScore best score of its life
 * @param box where it is, or was last
 * @param zones in which it is now
 * @param enteredZones in which it has been, in order
 * @param stationary whether it stands still
 * @param speedKmh estimated, where the view is calibrated; never evidence
 * @param plate a number plate by keyed hash, or in clear where a lawful purpose is configured
 * @param hasSnapshot whether a picture of it was sent
 * @param hasClip whether a clip of it was sent or is being made
 * @param startedAt first seen
 * @param at time of this state
 * @param detector id and version of what saw it, for example {@code ssd 1f0c9a31b2d4}
 */
public record ObjectEvent(
        Phase phase,
        String id,
        String camera,
        String label,
        double score,
        double topScore,
        Box box,
        List<String> zones,
        List<String> enteredZones,
        boolean stationary,
        OptionalDouble speedKmh,
        Optional<Plate> plate,
        boolean hasSnapshot,
        boolean hasClip,
        Instant startedAt,
        Instant at,
        String detector) {

    /** The names go over the wire; they may not change. */
    public enum Phase {
        NEW,
        UPDATE,
        END
    }

    /**
     * @param hash of the normalised number under the camera's daily key, hex; the same vehicle has the same hash on the same day
     * @param text the number, only where a lawful purpose that has not expired is configured
     * @param confidence 0 to 1
     */
    public record Plate(String hash, Optional<String> text, double confidence) {

        /** Only the hash, for everybody whose permission for the number has ended. */
        public Plate withoutText() {
            return new Plate(hash, Optional.empty(), confidence);
        }

        /** Without the number: it belongs into no log. */
        @Override
        public String toString() {
            return "Plate[hash=%s, text=%s, confidence=%.2f]"
                    .formatted(hash, text.isPresent() ? "hidden" : "none", confidence);
        }
    }

    public ObjectEvent {
        zones = List.copyOf(zones);
        enteredZones = List.copyOf(enteredZones);
    }

    /** The end of its life, told by somebody who knows no more than this event. */
    public ObjectEvent ended(Instant end) {
        return new ObjectEvent(
                Phase.END,
                id,
                camera,
                label,
                score,
                topScore,
                box,
                zones,
                enteredZones,
                stationary,
                speedKmh,
                plate,
                hasSnapshot,
                hasClip,
                startedAt,
                end,
                detector);
    }

    /** The same event, its plate only by hash. */
    public ObjectEvent withoutPlateText() {
        if (plate.flatMap(Plate::text).isEmpty()) {
            return this;
        }
        return new ObjectEvent(
                phase,
                id,
                camera,
                label,
                score,
                topScore,
                box,
                zones,
                enteredZones,
                stationary,
                speedKmh,
                plate.map(Plate::withoutText),
                hasSnapshot,
                hasClip,
                startedAt,
                at,
                detector);
    }
}
