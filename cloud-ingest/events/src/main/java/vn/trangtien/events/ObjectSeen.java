package vn.trangtien.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of one object in front of a camera. Each record tells everything, so that a lost one harms nothing; among records of
 * one object the one with the latest {@code at} holds. A number plate never travels here.
 *
 * @param id unique over cameras and restarts
 * @param phase {@code NEW}, {@code UPDATE} or {@code END}
 * @param label what it is: {@code person}, {@code car}, {@code moving} …
 * @param score of the last detection, 0 to 1
 * @param topScore best score of its life
 * @param box where it is, or was last
 * @param zones in which it is now
 * @param enteredZones in which it has been, in order
 * @param stationary whether it stands still
 * @param speedKmh estimated, never evidence; absent without calibration
 * @param plateHash the number plate under the camera's key, hex; absent if none was read
 * @param hasSnapshot whether there is a picture of it
 * @param hasClip whether there is a film of it
 * @param detector id and version of what saw it
 */
public record ObjectSeen(
        String account,
        String gateway,
        String camera,
        String id,
        String phase,
        String label,
        double score,
        double topScore,
        Area box,
        List<String> zones,
        List<String> enteredZones,
        boolean stationary,
        @Nullable Double speedKmh,
        @Nullable String plateHash,
        boolean hasSnapshot,
        boolean hasClip,
        String detector,
        Instant startedAt,
        Instant at,
        boolean simulated) {

    /** A rectangle in shares of the picture, from the upper left corner. */
    public record Area(double left, double top, double width, double height) {}
}
